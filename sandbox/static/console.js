// The console: everything on the page comes from /admin/conversations, asked for again and again.

const PAUSE = 1000;
const AUTHORS = { user: 'Visitor', assistant: 'Assistant', human_agent: 'Human agent' };
const el = (id) => document.getElementById(id);

let conversations = [];
let drawn = '';

const chosen = () => conversations.find(({ id }) => id === location.hash.slice(1));

async function ask(path, body) {
  const order = body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/admin/conversations${path}`, order || {});
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.details?.reason ?? answer.error.message);
  return answer;
}

/** Runs `work` and shows what went wrong, if something did. */
async function attempt(work) {
  try {
    await work();
    el('problem').hidden = true;
    return true;
  } catch (error) {
    el('problem').textContent = error instanceof TypeError
      ? 'The sandbox does not answer. Is it still running?'
      : `That did not work: ${error.message}`;
    el('problem').hidden = false;
    return false;
  }
}

async function refresh() {
  conversations = await ask('');
  draw();
}

function draw() {
  const state = location.hash + JSON.stringify(conversations);
  if (state === drawn) return;
  drawn = state;
  drawList();
  drawConversation(chosen());
}

function drawList() {
  el('empty').hidden = conversations.length > 0;
  const list = el('list');
  const focused = list.contains(document.activeElement) && document.activeElement.dataset.id;
  list.replaceChildren(...conversations.map(item));
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function item(conversation) {
  const button = make('button', conversation.title ?? 'No message yet');
  button.dataset.id = conversation.id;
  if (conversation.id === location.hash.slice(1)) button.setAttribute('aria-current', 'true');
  button.append(make('small', `${stateOf(conversation)}, ${time(conversation.lastInteractionAt)}`));
  button.addEventListener('click', () => {
    location.hash = conversation.id;
  });
  const line = document.createElement('li');
  line.append(button);
  return line;
}

function drawConversation(conversation) {
  el('hint').hidden = Boolean(conversation);
  el('conversation').hidden = !conversation;
  if (!conversation) return;
  const { status, isHumanHandled, pageUrl, messages } = conversation;
  const transcript = el('transcript');
  const atEnd = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight < 40;
  el('title').textContent = conversation.title ?? 'No message yet';
  el('state').textContent = stateOf(conversation) + (pageUrl ? `, started on ${pageUrl}` : '');
  el('take-over').hidden = status === 'closed' || isHumanHandled;
  el('message').hidden = status === 'closed' || !isHumanHandled;
  el('close').hidden = status === 'closed';
  transcript.replaceChildren(...messages.map(line));
  if (atEnd) transcript.scrollTop = transcript.scrollHeight;
}

function line(message) {
  const author = message.humanAgent?.name ?? AUTHORS[message.role] ?? message.role;
  const note = message.status === 'complete' ? '' : ` (${message.status})`;
  const said = message.parts.filter(({ type }) => type === 'text').map(({ text }) => text);
  const line = make('li', said.join('\n\n'));
  line.dataset.role = message.role;
  line.prepend(make('small', `${author}, ${time(message.createdAt)}${note}`));
  return line;
}

function stateOf({ status, closeReason, humanAgent }) {
  if (status === 'closed') return closeReason ? `Closed: ${closeReason}` : 'Closed';
  return humanAgent ? `With ${humanAgent.name}` : 'With the assistant';
}

function make(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

const time = (iso) => new Date(iso).toLocaleTimeString();

/** Sends a form as `order` for the chosen conversation. */
function submit(id, order, body) {
  el(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const done = await attempt(async () => {
      await ask(`/${chosen().id}/${order}`, body(new FormData(form)));
      await refresh();
    });
    if (done && id !== 'take-over') form.reset();
    if (done && id === 'take-over') el('message').elements.text.focus();
  });
}

submit('take-over', 'take-over', (data) => {
  localStorage.setItem('sandbox-agent', data.get('name'));
  return { name: data.get('name') };
});
submit('message', 'message', (data) => ({ text: data.get('text') }));
submit('close', 'close', (data) => ({ reason: data.get('reason') || null }));

el('hand-back').addEventListener('click', () => attempt(async () => {
  await ask(`/${chosen().id}/hand-back`, {});
  await refresh();
}));

el('message').elements.text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    el('message').requestSubmit();
  }
});

addEventListener('hashchange', () => {
  draw();
  el('transcript').scrollTop = el('transcript').scrollHeight;
  el('title').focus();
});

el('take-over').elements.name.value = localStorage.getItem('sandbox-agent') ?? '';

async function watch() {
  if (!document.hidden) await attempt(refresh);
  setTimeout(watch, PAUSE);
}
watch();
