// All states side by side, each in a frame of its own: so it has a window of the width that was
// chosen, and its media queries hold.
import { names } from './panel/inglenook.js';

const LOCALES = 'en de fr es pt-BR it nl pl tr ar he hi ja ko zh-Hans zh-Hant'.split(' ');
const PHONE = 480;

const form = document.querySelector('form');
const main = document.querySelector('main');
const node = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const draw = (states) => {
  const { only, width, ...asked } = Object.fromEntries(new FormData(form));
  const wanted = states.filter((state) => state.includes(only.trim()));
  main.replaceChildren(...wanted.map((state) => {
    const address = `state.html?${new URLSearchParams({ state, ...asked })}`;
    const link = node('a', { href: address }, state);
    const frame = node('iframe', { title: state, loading: 'lazy', src: address, width, height: width <= PHONE ? 844 : 760 });
    return node('figure', {}, node('figcaption', {}, link), frame);
  }));
};

// What was chosen is in the address, to be handed on.
for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
document.querySelector('datalist').append(...LOCALES.map((value) => node('option', { value })));

const states = await names();
draw(states);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => {
  history.replaceState(null, '', `?${new URLSearchParams(new FormData(form))}`);
  draw(states);
});
