// What both readers share: sources from standard input, rows to standard output, and a warning is a failure.
'use strict';

// `read(text or address) -> {uid: [kind, first day, last day, summary]}`, where days are YYYY-MM-DD and the last one is shown.
async function run(read) {
	const said = [];
	for (const word of ['warn', 'error', 'log', 'info'])
		console[word] = (...words) => said.push(words.join(' '));
	process.on('warning', (warning) => said.push(warning.message));

	let text = '';
	for await (const part of process.stdin)
		text += part;
	const rows = {};
	for (const [name, source] of Object.entries(JSON.parse(text))) {
		try {
			rows[name] = await read(source);
		} catch (error) {
			throw new Error(`${name}: ${error.message}`);
		}
		if (said.length > 0)
			throw new Error(`${name}: ${said.join('\n')}`);
	}
	process.stdout.write(JSON.stringify(rows));
}

function must(good, what) {
	if (!good)
		throw new Error(what);
}

function main(read) {
	run(read).catch((error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
}

module.exports = { main, must };
