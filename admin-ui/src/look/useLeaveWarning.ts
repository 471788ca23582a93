import { useEffect, useRef } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router-dom';
import { useWords } from './useWords.ts';

/**
 * Asks before a page with something unsaved is left.
 * @returns to be called before the form itself leaves, once all is saved
 */
export function useLeaveWarning(unsaved: boolean): () => void {
  const { say } = useWords();
  const done = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return unsaved && !done.current && currentLocation.pathname !== nextLocation.pathname;
  });
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm(say('ra.message.unsaved_changes'))) blocker.proceed();
    else blocker.reset();
  }, [blocker, say]);
  useBeforeUnload((event) => {
    if (unsaved && !done.current) event.preventDefault();
  });
  return () => {
    done.current = true;
  };
}
