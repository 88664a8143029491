import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Chat } from './Chat';

function App() {
  const [reason, setReason] = useState<string | null>();
  return (
    <>
      <Chat onClosed={setReason} />
      <output>{reason}</output>
    </>
  );
}

createRoot(document.getElementById('app')!).render(<StrictMode><App /></StrictMode>);
