'use client';
import { useEffect, useState } from 'react';
import type { InglenookEventMap } from 'inglenook';

export function Reason() {
  const [reason, setReason] = useState<string | null>();
  useEffect(() => {
    const closed = (event: Event) => {
      setReason((event as InglenookEventMap['inglenook-conversation-close']).detail.reason);
    };
    document.addEventListener('inglenook-conversation-close', closed);
    return () => document.removeEventListener('inglenook-conversation-close', closed);
  }, []);
  return <output>{reason}</output>;
}
