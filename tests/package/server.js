// On a server: the package can be imported, does nothing, and says what belongs into browsers.
import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

const before = Object.keys(globalThis);
const { load } = await import('inglenook');
assert.deepEqual(Object.keys(globalThis), before);

// Nobody waits for this one: an unhandled rejection would end the process.
load();
await assert.rejects(load({ base: '/inglenook/' }), { code: 'LOAD_FAILED' });

const html = renderToString(createElement('inglenook-chat', { 'api-key': 'pk_shop', open: true }));
assert.equal(html, '<inglenook-chat api-key="pk_shop" open=""></inglenook-chat>');

const { default: elements } = await import('inglenook/custom-elements.json', { with: { type: 'json' } });
const [{ tagName, attributes, events }] = elements.modules[0].declarations;
assert.equal(tagName, 'inglenook-chat');
assert.ok(attributes.length > 20 && events.length > 8);
