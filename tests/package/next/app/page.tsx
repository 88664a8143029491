// Made on the server: what the guide shows says itself that it belongs into browsers.
import { Chat } from '../src/Chat';
import { Reason } from '../src/Reason';

export default function Page() {
  return (
    <main>
      <Chat />
      <Reason />
    </main>
  );
}
