import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, useId } from 'react';
import type { CommandState } from '../api/useCommand.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { useWords } from './useWords.ts';

interface CommandDialogProps {
  readonly title: string;
  readonly explain: string;
  readonly confirm: string;
  readonly command: Pick<CommandState, 'busy' | 'problem'>;
  /** Something needed is not there yet. */
  readonly incomplete?: boolean;
  readonly grave?: boolean;
  readonly wide?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A form in a dialog. It stays open, with all that was typed, until the server has done what it asks. */
export function CommandDialog(props: CommandDialogProps) {
  const { title, explain, confirm, command, onConfirm, onClose, children } = props;
  const { say } = useWords();
  const id = useId();
  const narrow = useMediaQuery('(max-width:599px)');
  return (
    <Dialog
      open
      fullWidth
      fullScreen={narrow}
      maxWidth={props.wide ? 'md' : 'sm'}
      aria-labelledby={id}
      onClose={(_, reason) => {
        // A click beside the dialog must not throw away what was typed.
        if (reason === 'escapeKeyDown' && !command.busy) onClose();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!command.busy && !props.incomplete) onConfirm();
        }}
        style={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 1.5 }}>{explain}</DialogContentText>
          {children}
          {command.problem && <ProblemNotice problem={command.problem} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={command.busy}>
            {say('app.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={props.grave ? 'error' : 'primary'}
            loading={command.busy}
            disabled={props.incomplete === true}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
