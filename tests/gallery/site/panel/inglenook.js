// The panel's module as the loader knows it, with the gallery's panels in it. Which state is wanted
// is written on the element. Two states are the loader's own: what it shows before there is a panel.
import init, { raise, stateNames } from './glue.js';

const wanted = () => document.querySelector('inglenook-chat').dataset.state;

export default async (given) => {
  if (wanted() === 'launcher-loading') {
    await new Promise((left) => addEventListener('gallery-left', left, { once: true }));
    throw Error('nobody waits any more');
  }
  if (wanted() === 'not-loaded') throw Error('the gallery shows what comes of this');
  await init(given);
};

export const mount = (target, options) => raise(target, options, wanted());

/** What can be wanted; first what comes of a panel that is not there yet. */
export const names = async () => {
  await init();
  return ['launcher', 'launcher-loading', 'not-loaded', ...stateNames()];
};
