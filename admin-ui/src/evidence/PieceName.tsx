import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { fileUrl } from './Picture.tsx';

/** Only pages of the web are opened: the server takes no other address, and a record is not trusted to know that. */
const isWebAddress = (address: string): boolean => /^https?:\/\//i.test(address);

/** The name of a piece, which leads to the file or to the page. */
export function PieceName({ piece }: { piece: Evidence }) {
  const { say, size } = useWords();
  const { name, file, link } = piece;
  if (file) {
    return (
      <>
        <Link href={fileUrl(piece)} download={name} aria-label={say('resources.evidence.download', { name })}>
          {name}
        </Link>{' '}
        ({size(file.size)})
      </>
    );
  }
  if (!link || !isWebAddress(link)) return <>{name}</>;
  return (
    <>
      <Link
        href={link}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={say('resources.evidence.openLink', { name })}
      >
        {name}
      </Link>{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {link}
      </Box>
    </>
  );
}
