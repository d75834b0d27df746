// Reads calendar files with ical.js, strictly: {name: file} on standard input.
'use strict';

const fs = require('node:fs');
const ICAL = require('ical.js');
const { main, must } = require('./strict.js');

const ONCE = ['uid', 'dtstamp', 'last-modified', 'sequence', 'summary', 'description', 'status'];

// What ical.js does not know it reads as "unknown"; it knows RFC 5545, and of RFC 7986 not all.
const NEWER = ['name', 'refresh-interval', 'source', 'color'];

function properties(component) {
	for (const property of component.getAllProperties()) {
		must(property.type !== 'unknown' || property.name.startsWith('x-') || NEWER.includes(property.name), `unknown: ${property.name}`);
		for (const value of property.getValues())
			must(!(value instanceof ICAL.Time) || real(value), `${property.name}: no such day`);
	}
}

function real(time) {
	return ICAL.Time.fromData({ year: time.year, month: time.month, day: time.day, isDate: true }).toString() ===
		time.toString().slice(0, 10);
}

function day(component, name) {
	const time = component.getFirstPropertyValue(name);
	must(time instanceof ICAL.Time && time.isDate, `${name} is no day`);
	return time;
}

function event(component) {
	const whole = new ICAL.Event(component);
	const first = day(component, 'dtstart');
	const end = day(component, 'dtend');
	must(first.compare(end) < 0, 'it ends before it begins');
	must(whole.duration.toSeconds() === end.subtractDate(first).toSeconds() && !whole.isRecurring(), 'it lasts longer');
	const last = end.clone();
	last.adjust(-1, 0, 0, 0);
	return ['VEVENT', first.toString(), last.toString(), whole.summary];
}

function todo(component) {
	const due = day(component, 'due');
	must(!component.hasProperty('dtstart') || day(component, 'dtstart').compare(due) < 0, 'it is due before it begins');
	const first = component.hasProperty('dtstart') ? day(component, 'dtstart') : due;
	return ['VTODO', first.toString(), due.toString(), component.getFirstPropertyValue('summary')];
}

function read(path) {
	const text = fs.readFileSync(path, 'utf8');
	const parsed = ICAL.parse(text);
	must(typeof parsed[0] === 'string', 'not one calendar');
	const calendar = new ICAL.Component(parsed);
	must(calendar.name === 'vcalendar' && calendar.getFirstPropertyValue('version') === '2.0', 'no calendar of version 2.0');
	properties(calendar);
	const rows = {};
	for (const component of calendar.getAllSubcomponents()) {
		properties(component);
		for (const name of ONCE)
			must(component.getAllProperties(name).length === 1, `not one ${name}`);
		const uid = component.getFirstPropertyValue('uid');
		must(!(uid in rows), `${uid} stands twice`);
		must(component.name === 'vevent' || component.name === 'vtodo', `a ${component.name}`);
		rows[uid] = component.name === 'vevent' ? event(component) : todo(component);
		component.getAllSubcomponents().forEach(properties);
	}
	must(JSON.stringify(ICAL.parse(calendar.toString())) === JSON.stringify(parsed), 'written again it reads otherwise');
	return rows;
}

main(read);
