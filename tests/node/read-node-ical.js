// Subscribes with node-ical: {name: address or file} on standard input. It keeps days as midnights of the machine's zone.
'use strict';

const ical = require('node-ical');
const { main, must } = require('./strict.js');

function day(date) {
	must(date instanceof Date && !Number.isNaN(date.getTime()) && date.dateOnly === true, 'no day');
	const two = (number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function before(date) {
	const other = new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1, 12);
	other.dateOnly = true;
	return day(other);
}

function row(part) {
	must(typeof part.summary === 'string' && part.dtstamp instanceof Date && part.lastmodified instanceof Date, 'no stamps');
	if (part.type === 'VTODO')
		return ['VTODO', day(part.start || part.due), day(part.due), part.summary];
	must(part.datetype === 'date' && part.start < part.end, 'it ends before it begins');
	return ['VEVENT', day(part.start), before(part.end), part.summary];
}

async function read(source) {
	const found = source.startsWith('http') ? await ical.async.fromURL(source) : await ical.async.parseFile(source);
	const rows = {};
	for (const [key, part] of Object.entries(found)) {
		if (key === 'vcalendar' || part.type === undefined)
			continue; // the calendar's own properties with a parameter are put beside it
		must(part.uid === key, `${key} is called ${part.uid}`);
		must(part.type === 'VEVENT' || part.type === 'VTODO', `a ${part.type}`);
		rows[key] = row(part);
	}
	must(found.vcalendar !== undefined && found.vcalendar.version === '2.0', 'no calendar of version 2.0');
	return rows;
}

main(read);
