import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { CommandState } from '../api/useCommand.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { useWords } from './useWords.ts';

interface CommandFormProps {
  readonly command: Pick<CommandState, 'busy' | 'problem'>;
  /** Something is wrong or missing: it is said at the fields once saving was tried, and nothing is sent. */
  readonly faulty?: boolean;
  /** Something needed is not there yet: it cannot be saved at all. */
  readonly incomplete?: boolean;
  readonly save: string;
  /** Where "cancel" leads. */
  readonly back: string;
  readonly onSave: () => void;
  readonly width?: number;
  /** The fields. @param tried whether saving was tried, so that what is wrong is said */
  readonly children: (tried: boolean) => ReactNode;
  /** Said above the buttons. */
  readonly notice?: ReactNode;
}

/** A form that is a page. It keeps all that was typed until the server has it, and leads to the field that was refused. */
export function CommandForm(props: CommandFormProps) {
  const { command, faulty = false, incomplete = false, width = 900 } = props;
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  const errors = command.problem?.errors;
  // The field may stand far above the button that was pressed.
  useEffect(() => {
    if (tried > 0 || errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, errors]);
  return (
    <Box sx={{ maxWidth: width }}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (command.busy || incomplete) return;
          if (faulty) setTried(tried + 1);
          else props.onSave();
        }}
      >
        {props.children(tried > 0)}
        <Box sx={{ mt: 2 }}>
          {props.notice}
          {tried > 0 && faulty && (
            <Typography color="error" role="alert">
              {say('app.form.faulty')}
            </Typography>
          )}
          {command.problem && <ProblemNotice problem={command.problem} />}
          <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
            <Button type="submit" variant="contained" loading={command.busy} disabled={incomplete}>
              {props.save}
            </Button>
            <Button component={RouterLink} to={props.back}>
              {say('app.cancel')}
            </Button>
          </Box>
        </Box>
      </form>
    </Box>
  );
}
