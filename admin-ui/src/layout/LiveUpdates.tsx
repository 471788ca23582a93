import CloudOff from '@mui/icons-material/CloudOff';
import Alert from '@mui/material/Alert';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listenForChanges } from '../api/changes.ts';
import { API } from '../api/http.ts';
import { lookAgain } from '../api/refresh.ts';
import { useWords } from '../look/useWords.ts';

/** Several events come together (a move, an approval that opens others): the page looks again once. */
const GATHER_MS = 150;
/** The server ends a stream now and then and the browser opens the next one: no reason to worry anybody. */
const LOST_AFTER_MS = 5_000;

/** Keeps every page fresh: what the server says has changed is read again. Tells when it cannot. */
export function LiveUpdates() {
  const { say } = useWords();
  const queryClient = useQueryClient();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lost: ReturnType<typeof setTimeout> | undefined;
    const stop = listenForChanges(`${API}/events/stream`, {
      onConnected: (now) => {
        clearTimeout(lost);
        if (now) setConnected(true);
        else lost = setTimeout(() => setConnected(false), LOST_AFTER_MS);
      },
      onChange: () => {
        clearTimeout(timer);
        timer = setTimeout(() => void lookAgain(queryClient), GATHER_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(lost);
      stop();
    };
  }, [queryClient]);

  return (
    <div role="status">
      {!connected && (
        <Alert severity="warning" icon={<CloudOff />} sx={{ mt: 1 }}>
          {say('app.live.lost')}
        </Alert>
      )}
    </div>
  );
}
