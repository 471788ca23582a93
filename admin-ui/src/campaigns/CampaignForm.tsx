import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { isIban, printedIban } from '../format/iban.ts';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';
import type { CampaignValues } from './campaignValues.ts';

interface CampaignFormProps {
  readonly values: CampaignValues;
  readonly onChange: (values: CampaignValues) => void;
  /** What is wrong with a field, in words, by its name. */
  readonly errorOf: (field: string) => string | undefined;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 2 }}>
      <Typography variant="h2" id={id} sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** The fields of a campaign: what it is for, where the money goes, when it runs. */
export function CampaignForm({ values, onChange, errorOf }: CampaignFormProps) {
  const { say } = useWords();
  const label = (field: string) => say(`resources.campaigns.fields.${field}`);
  const help = (field: string) => say(`resources.campaigns.help.${field}`);
  const inLanguage = (field: string, locale: 'ro' | 'en') =>
    say('app.inLanguage', { field: label(field), language: say(`app.language.${locale}`) });
  const text = (name: 'beneficiary' | 'accountHolder') => (
    <ShortText
      label={label(name)}
      help={help(name)}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
      maxLength={200}
      error={errorOf(name)}
    />
  );
  const day = (name: 'opensOn' | 'closesOn') => (
    <DayField
      label={label(name)}
      help={help(name)}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
      required
      error={errorOf(name)}
    />
  );
  return (
    <>
      <Group title={say('resources.campaigns.groups.purpose')}>
        {(['ro', 'en'] as const).map((locale) => (
          <ShortText
            key={locale}
            label={inLanguage('title', locale)}
            value={values.title[locale]}
            onChange={(value) => onChange({ ...values, title: { ...values.title, [locale]: value } })}
            maxLength={200}
            error={errorOf(`title.${locale}`)}
          />
        ))}
        {(['ro', 'en'] as const).map((locale) => (
          <LongText
            key={locale}
            label={inLanguage('purpose', locale)}
            value={values.purpose[locale]}
            onChange={(value) => onChange({ ...values, purpose: { ...values.purpose, [locale]: value } })}
            maxLength={4000}
            error={errorOf(`purpose.${locale}`)}
          />
        ))}
        {text('beneficiary')}
      </Group>
      <Group title={say('resources.campaigns.groups.account')}>
        {text('accountHolder')}
        <ShortText
          label={label('iban')}
          help={
            isIban(values.iban) ? say('resources.campaigns.ibanFits', { iban: printedIban(values.iban) }) : help('iban')
          }
          value={values.iban}
          onChange={(iban) => onChange({ ...values, iban })}
          maxLength={60}
          error={errorOf('iban')}
        />
      </Group>
      <Group title={say('resources.campaigns.groups.when')}>
        {day('opensOn')}
        {day('closesOn')}
      </Group>
    </>
  );
}
