/** An end to waiting for a part that neither answers nor refuses, such as a database that hangs. */
import type { RequestHandler } from 'express';
import { RequestProblem } from './problem.ts';

/**
 * Answers 503 when a request has no answer after so many milliseconds. What it began goes on: a command is asked
 * again with its key. Uploads take as long as their line does, and a stream has answered at once.
 */
export function answerWithin(milliseconds: number): RequestHandler {
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) {
      const timer = setTimeout(() => {
        if (!response.headersSent) next(new RequestProblem('database-away'));
      }, milliseconds);
      response.once('close', () => clearTimeout(timer));
    }
    next();
  };
}
