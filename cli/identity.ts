/** How a process names itself in histories: which part and process, and not, as the SDK would, which machine. */
export const identityOf = (part: 'worker' | 'server' | 'resume'): string => `jalon-${part}-${process.pid}`;
