/*
 * A layer over SQLite's default file system that fails on demand: every write or sync of the write-ahead log, or of any
 * file, answers with a chosen code until told otherwise, and optionally until the log is opened anew. Registered as the
 * default, so that the code under test does not know of it. Tests only.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>

struct fault {
	int write, sync, open;   /* result codes to answer; 0: pass */
	bool log_only;           /* only the write-ahead log */
	bool heal_on_open;       /* opening the log ends write and sync failures */
	int times;               /* so often only; 0: always */
	int hits;
};

static struct fault fault;
static sqlite3_vfs fault_vfs, *fault_base;

struct fault_file {
	sqlite3_file head;
	bool log;
	sqlite3_file *real; /* behind this struct */
};

static inline sqlite3_file *fault_real(sqlite3_file *file)
{
	return ((struct fault_file *)file)->real;
}

static inline bool fault_applies(sqlite3_file *file, int code)
{
	if (code == 0 || (fault.log_only && !((struct fault_file *)file)->log))
		return false;
	if (fault.times && fault.hits >= fault.times)
		return false;
	fault.hits++;
	return true;
}

static int fault_write(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
	if (fault_applies(file, fault.write))
		return fault.write;
	return fault_real(file)->pMethods->xWrite(fault_real(file), data, amount, offset);
}

static int fault_sync(sqlite3_file *file, int flags)
{
	if (fault_applies(file, fault.sync))
		return fault.sync;
	return fault_real(file)->pMethods->xSync(fault_real(file), flags);
}

#define FAULT_PASS(name, call, arguments, ...) \
	static int fault_##name arguments { return fault_real(file)->pMethods->call(fault_real(file), ##__VA_ARGS__); }
FAULT_PASS(close, xClose, (sqlite3_file *file))
FAULT_PASS(read, xRead, (sqlite3_file *file, void *data, int amount, sqlite3_int64 offset), data, amount, offset)
FAULT_PASS(truncate, xTruncate, (sqlite3_file *file, sqlite3_int64 size), size)
FAULT_PASS(size, xFileSize, (sqlite3_file *file, sqlite3_int64 *size), size)
FAULT_PASS(lock, xLock, (sqlite3_file *file, int level), level)
FAULT_PASS(unlock, xUnlock, (sqlite3_file *file, int level), level)
FAULT_PASS(reserved, xCheckReservedLock, (sqlite3_file *file, int *ret), ret)
FAULT_PASS(control, xFileControl, (sqlite3_file *file, int op, void *argument), op, argument)
FAULT_PASS(sector, xSectorSize, (sqlite3_file *file))
FAULT_PASS(device, xDeviceCharacteristics, (sqlite3_file *file))
FAULT_PASS(shm_map, xShmMap, (sqlite3_file *file, int page, int size, int extend, void volatile **ret), page, size, extend, ret)
FAULT_PASS(shm_lock, xShmLock, (sqlite3_file *file, int offset, int n, int flags), offset, n, flags)
FAULT_PASS(shm_unmap, xShmUnmap, (sqlite3_file *file, int remove), remove)

static void fault_barrier(sqlite3_file *file)
{
	fault_real(file)->pMethods->xShmBarrier(fault_real(file));
}

static const sqlite3_io_methods fault_methods = {
	.iVersion = 2, .xClose = fault_close, .xRead = fault_read, .xWrite = fault_write, .xTruncate = fault_truncate,
	.xSync = fault_sync, .xFileSize = fault_size, .xLock = fault_lock, .xUnlock = fault_unlock,
	.xCheckReservedLock = fault_reserved, .xFileControl = fault_control, .xSectorSize = fault_sector,
	.xDeviceCharacteristics = fault_device, .xShmMap = fault_shm_map, .xShmLock = fault_shm_lock,
	.xShmBarrier = fault_barrier, .xShmUnmap = fault_shm_unmap,
};

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct fault_file *outer = (struct fault_file *)file;
	int code;

	outer->real = (sqlite3_file *)(outer + 1);
	outer->log = (flags & SQLITE_OPEN_WAL) != 0;
	if (outer->log && fault.heal_on_open)
		fault = (struct fault){ .hits = fault.hits };
	if (fault.open && (flags & SQLITE_OPEN_MAIN_DB))
		return fault.open;
	code = fault_base->xOpen(fault_base, name, outer->real, flags, out);
	outer->head.pMethods = outer->real->pMethods ? &fault_methods : NULL;
	return code;
}

static inline void fault_register(void)
{
	fault_base = sqlite3_vfs_find(NULL);
	fault_vfs = *fault_base;
	fault_vfs.zName = "fault";
	fault_vfs.szOsFile = (int)sizeof(struct fault_file) + fault_base->szOsFile;
	fault_vfs.xOpen = fault_open;
	g_assert_cmpint(sqlite3_vfs_register(&fault_vfs, 1), ==, SQLITE_OK);
}
