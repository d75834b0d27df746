/* Visits pages in Chromium and prints what was found as one JSON object per line: {name, ok, why}.
 *
 *     node look.js CHROMIUM PICTURES < PAGES
 *
 * PAGES: a JSON array of {name, url, language, main, choices}. Each is seen light on a telephone's 360 pixels and dark on a
 * desk's 1280; main ones also the other way round and on paper; the links of those with choices are followed. Pictures of all
 * go to PICTURES. */
'use strict';

const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const SIZES = { narrow: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-extensions'];

function say(name, ok, why) {
	process.stdout.write(JSON.stringify({ name, ok: Boolean(ok), why: ok ? '' : String(why) }) + '\n');
}

/* ---- what runs in the page */

/* Contrast of every piece of text against what lies behind it (WCAG 2.1, 1.4.3), of a control's edge (1.4.11). */
function contrasts() {
	const rgba = (text) => {
		const found = text.match(/[\d.]+/g).map(Number);
		return { r: found[0], g: found[1], b: found[2], a: found.length > 3 ? found[3] : 1 };
	};
	const light = (c) => {
		const [r, g, b] = [c.r, c.g, c.b].map((v) => {
			const part = v / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const colour = rgba(getComputedStyle(at).backgroundColor);
			if (colour.a === 1)
				return colour;
			if (colour.a > 0)
				throw new Error('a background half seen through');
		}
		return { r: 255, g: 255, b: 255, a: 1 };
	};
	const ratio = (one, other) => {
		const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
		return (high + 0.05) / (low + 0.05);
	};
	const found = [];
	let pieces = 0;
	for (const element of document.body.querySelectorAll('*')) {
		const style = getComputedStyle(element);
		const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
		if (!(text || element.tagName === 'INPUT') || style.display === 'none')
			continue;
		const size = parseFloat(style.fontSize);
		const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700);
		const seen = ratio(rgba(style.color), behind(element));
		pieces++;
		if (seen < (large ? 3 : 4.5))
			found.push(`${seen.toFixed(2)} ${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
		if (element.tagName === 'INPUT' && ratio(rgba(style.borderTopColor), behind(element.parentElement)) < 3)
			found.push('the edge of the field');
	}
	for (const item of document.querySelectorAll('.events li')) {
		if (ratio(rgba(getComputedStyle(item).borderLeftColor), behind(item)) < 3)
			found.push(`the mark of ${item.className}`);
	}
	return { pieces, found };
}

/* What sticks out to the side, and text too small to read. */
function shape() {
	const wide = document.documentElement.clientWidth;
	const out = [], small = [], low = [];
	for (const element of document.body.querySelectorAll('*')) {
		const box = element.getBoundingClientRect();
		if (box.width > 0 && (box.right > wide + 0.5 || box.left < -0.5))
			out.push(`${element.tagName}.${element.className} ${Math.round(box.right)}`);
		if (parseFloat(getComputedStyle(element).fontSize) < 13)
			small.push(element.tagName);
		if (element.matches('.ways a, input') && box.height > 0 && box.height < 40)
			low.push(`${element.tagName} ${Math.round(box.height)}`);
	}
	return { out, small, low, scroll: document.documentElement.scrollWidth - wide };
}

function outline() {
	const get = (selector) => [...document.querySelectorAll(selector)];
	const levels = get('h1, h2, h3').map((heading) => Number(heading.tagName[1]));
	return {
		language: document.documentElement.lang, title: document.title, h1: get('h1').map((h) => h.textContent.trim()),
		landmarks: ['header', 'main', 'footer'].map((name) => get(`body > ${name}`).length).join(),
		skips: levels.some((level, at) => at > 0 && level > levels[at - 1] + 1),
		labelled: get('input').every((input) => input.labels.length === 1 && input.readOnly),
		sections: get('section').every((section) => document.getElementById(section.getAttribute('aria-labelledby'))),
		named: get('a').every((link) => link.textContent.trim() !== ''),
		scripts: get('script, link[href], img, iframe, object, form').length,
		styled: getComputedStyle(document.body).margin === '0px',
	};
}

/* Everything that can be reached, in the order of the page. */
function stops() {
	return [...document.querySelectorAll('a[href], input')].filter((element) => element.getClientRects().length > 0)
		.map((element, at) => {
			element.dataset.stop = String(at);
			return element.textContent.trim().slice(0, 40) || element.tagName;
		});
}

/* Where the focus is, and whether it is seen there. */
function focus() {
	const element = document.activeElement;
	const style = getComputedStyle(element);
	const box = element.getBoundingClientRect();
	return {
		stop: element.dataset.stop,
		seen: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== 'rgba(0, 0, 0, 0)',
		inside: box.bottom > 0 && box.top < innerHeight,
		chosen: element.tagName !== 'INPUT' || element.selectionEnd - element.selectionStart === element.value.length,
	};
}

/* ---- what is looked at */

/* Every request and every word in the console, from the first on. */
function listen(page, log) {
	page.on('console', (message) => log.words.push(message.text()));
	page.on('pageerror', (error) => log.words.push(error.message));
	page.on('request', (request) => log.requests.push(request.url()));
	page.on('requestfailed', (request) => log.words.push(`failed: ${request.url()}`));
	page.on('response', (response) => {
		if (response.status() !== 200)
			log.words.push(`${response.status()}: ${response.url()}`);
	});
}

async function keyboard(page, name) {
	const want = await page.evaluate(stops);
	const got = [];
	let wrong = '';
	for (let i = 0; i < want.length; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(focus);
		got.push(at.stop);
		if (!at.seen || !at.inside || !at.chosen)
			wrong += `${want[i]} ${JSON.stringify(at)}\n`;
	}
	say(`${name}: Tab reaches all ${want.length} links and the field in order`,
		want.length > 3 && got.every((stop, at) => stop === String(at)), `${want.join(' | ')}\n${got}`);
	say(`${name}: where the focus is can be seen`, wrong === '', wrong);
}

async function onPaper(page, at, pictures) {
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 700, height: 1000 });
	await page.screenshot({ path: path.join(pictures, `${at.name}-paper.png`), fullPage: true });
	const seen = await page.evaluate(() => ({ colour: getComputedStyle(document.body).backgroundColor,
		address: document.querySelector('.paper').getClientRects().length, links: document.querySelector('.ways').getClientRects().length }));
	say(`${at.name}: on paper black on white, with the address written out`,
		seen.colour === 'rgb(255, 255, 255)' && seen.address === 1 && seen.links === 0, JSON.stringify(seen));
}

async function see(page, log, at, scheme, size, pictures) {
	const name = `${at.name}, ${scheme}, ${size}`;
	await page.goto(at.url, { waitUntil: 'load' });
	const form = await page.evaluate(shape);
	say(`${name}: nothing sticks out`, form.out.length === 0 && form.scroll <= 0, JSON.stringify(form));
	say(`${name}: large enough to read and to touch`, form.small.length + form.low.length === 0, JSON.stringify(form));
	const colours = await page.evaluate(contrasts);
	say(`${name}: contrast of ${colours.pieces} pieces`, colours.pieces > 10 && colours.found.length === 0, colours.found.join('\n'));
	await page.screenshot({ path: path.join(pictures, `${at.name}-${scheme}-${size}.png`), fullPage: true });
	const structure = await page.evaluate(outline);
	say(`${name}: language, title, one heading, landmarks`, structure.language === at.language && structure.title !== '' &&
		structure.h1.length === 1 && structure.h1[0] !== '' && structure.landmarks === '1,1,1' && !structure.skips &&
		structure.labelled && structure.sections && structure.named && structure.scripts === 0 && structure.styled,
	JSON.stringify(structure));
	await keyboard(page, name);
	if (scheme === 'light' && size === 'wide')
		await onPaper(page, at, pictures);
	say(`${name}: asks for nothing but itself`, log.requests.length === 1 && log.requests[0] === at.url, log.requests.join('\n'));
	say(`${name}: the console stays empty`, log.words.length === 0, log.words.join('\n'));
}

async function seeAll(browser, pages, scheme, size, pictures) {
	const context = await browser.newContext({ viewport: SIZES[size], colorScheme: scheme,
		deviceScaleFactor: size === 'narrow' ? 2 : 1 });
	for (const at of pages) {
		const page = await context.newPage();
		const log = { words: [], requests: [] };
		listen(page, log);
		await see(page, log, at, scheme, size, pictures);
		await page.close();
	}
	await context.close();
}

/* The links that lead to the page itself, each followed by a click: nothing is lost on the way, and the address follows. */
async function choose(browser, at) {
	const context = await browser.newContext({ viewport: SIZES.wide });
	const page = await context.newPage();
	const log = { words: [], requests: [] };
	listen(page, log);
	await page.goto(at.url);
	const address = () => page.inputValue('input');
	const before = await address();
	await page.click('.choices li:nth-child(1) a');
	await page.click('.choices li:nth-child(2) a');
	const after = await address();
	say(`${at.name}: choices add up in the address`, after === `${before}?alarms=1&open=1`, after);
	await page.click('header .screen a');
	const other = await page.evaluate(() => document.documentElement.lang);
	say(`${at.name}: the other language keeps them`, other !== at.language && /\?lang=..&alarms=1&open=1$/.test(await address()),
		`${other} ${await address()}`);
	say(`${at.name}: and nothing is said in the console`, log.words.length === 0, log.words.join('\n'));
	await context.close();
}

async function main() {
	const [program, pictures] = process.argv.slice(2);
	const pages = JSON.parse(fs.readFileSync(0, 'utf8'));
	const browser = await chromium.launch({ executablePath: program, args: FLAGS });
	try {
		await seeAll(browser, pages, 'light', 'narrow', pictures);
		await seeAll(browser, pages, 'dark', 'wide', pictures);
		await seeAll(browser, pages.filter((at) => at.main), 'dark', 'narrow', pictures);
		await seeAll(browser, pages.filter((at) => at.main), 'light', 'wide', pictures);
		for (const at of pages.filter((one) => one.choices))
			await choose(browser, at);
	} finally {
		await browser.close();
	}
}

main().catch((error) => {
	say('the browser', false, error.stack);
	process.exit(1);
});
