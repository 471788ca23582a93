import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Navigate, useParams } from 'react-router-dom';
import type { Person, Project } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { CompleteMark } from './CompleteMark.tsx';
import { ParticipationSection } from './ParticipationSection.tsx';
import { PersonActions } from './PersonActions.tsx';
import { ageGroupTitle, categoryName, fieldValue } from './planWords.ts';
import { RegisterGate } from './RegisterGate.tsx';
import { RegisterPath } from './RegisterPath.tsx';
import { usePersonName } from './usePersonName.ts';

interface PartProps {
  readonly project: Project;
  readonly person: Person;
}

/** R3: what keeps the record out of the indicators. */
function Missing({ person }: { person: Person }) {
  const { count, local } = useWords();
  if (person.missing.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {count('resources.persons.missing', person.missing.length)}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {person.missing.map(({ key, title }) => (
          <li key={key}>{local(title)}</li>
        ))}
      </Box>
    </Alert>
  );
}

/** Name, birth date and contact; gone from an anonymised record. */
function WhoSection({ person }: { person: Person }) {
  const { say, day } = useWords();
  const none = say('resources.persons.notFilledIn');
  if (person.erased) return null;
  return (
    <Section title={say('resources.persons.part.person')}>
      <Facts
        facts={[
          { name: say('resources.persons.fields.familyName'), value: person.familyName },
          { name: say('resources.persons.fields.givenName'), value: person.givenName },
          { name: say('resources.persons.fields.birthDate'), value: person.birthDate ? day(person.birthDate) : none },
          { name: say('resources.persons.fields.email'), value: person.email ?? none },
          { name: say('resources.persons.fields.phone'), value: person.phone ?? none },
        ]}
      />
    </Section>
  );
}

function InProjectSection({ project, person }: PartProps) {
  const { say, local, day, moment } = useWords();
  const { category, organisation, ageGroup, startedOn, createdAt } = person;
  return (
    <Section title={say('resources.persons.part.project')}>
      <Facts
        facts={[
          {
            name: say('resources.persons.fields.category'),
            value: category === null ? say('resources.persons.noCategory') : categoryName(project, category, local),
          },
          {
            name: say('resources.persons.fields.organisationId'),
            value: organisation?.name ?? say('resources.persons.noOrganisation'),
          },
          {
            name: say('resources.persons.fields.ageGroup'),
            value: ageGroup === null ? say('resources.persons.notFilledIn') : ageGroupTitle(project, ageGroup, local),
          },
          { name: say('resources.persons.fields.startedOn'), value: day(startedOn) },
          { name: say('resources.persons.fields.createdAt'), value: moment(createdAt) },
        ]}
      />
    </Section>
  );
}

function PlanFieldsSection({ project, person }: PartProps) {
  const { say, local } = useWords();
  const { fields } = project.participants;
  if (fields.length === 0) return null;
  return (
    <Section title={say('resources.persons.part.plan')}>
      <Facts
        facts={fields.map((field) => {
          const value = person.fields[field.key] ?? '';
          return {
            name: local(field.title),
            value: value === '' ? say('resources.persons.notFilledIn') : fieldValue(field, value, local),
          };
        })}
      />
    </Section>
  );
}

function ConsentSection({ project, person }: PartProps) {
  const { say, local, day } = useWords();
  return (
    <Section title={say('resources.persons.part.consent')}>
      <Typography component="blockquote" sx={{ m: 0, mb: 1, pl: 2, borderLeft: 3, borderColor: 'divider' }}>
        {local(project.participants.consent)}
      </Typography>
      {person.consentedOn === null
        ? say('resources.persons.noConsent')
        : say('resources.persons.consented', { day: day(person.consentedOn) })}
    </Section>
  );
}

function Page({ project, person }: PartProps) {
  const { say, count } = useWords();
  const nameOf = usePersonName();
  return (
    <>
      <PageTitle title={nameOf(person)} above={<RegisterPath project={project} />}>
        <Typography component="div">
          <CompleteMark person={person} />
        </Typography>
      </PageTitle>
      {person.erased ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {say('resources.persons.erasedHelp')}
        </Alert>
      ) : (
        <Missing person={person} />
      )}
      {person.mergedFrom.length > 0 && (
        <Typography sx={{ mb: 2 }}>{count('resources.persons.mergedFrom', person.mergedFrom.length)}</Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 320px' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <WhoSection person={person} />
          <InProjectSection project={project} person={person} />
          <ParticipationSection person={person} />
          <PlanFieldsSection project={project} person={person} />
          <ConsentSection project={project} person={person} />
        </Stack>
        <PersonActions project={project} person={person} />
      </Box>
    </>
  );
}

/** One person of the register: what is held, what is missing, and what may be done with the record. */
export function PersonShow() {
  const { id = '' } = useParams();
  const query = useWhole('persons', id);
  return (
    <Loaded query={query}>
      {(person) =>
        // A record that went into another one is answered with that one.
        person.id === id ? (
          <RegisterGate projectId={person.projectId}>
            {(project) => <Page project={project} person={person} />}
          </RegisterGate>
        ) : (
          <Navigate to={`/persons/${person.id}/show`} replace />
        )
      }
    </Loaded>
  );
}
