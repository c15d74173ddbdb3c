// A lawyer's way through the API by the generated client. Ends with 1, and says where, as soon as something is not as it should be.
// Its arguments: the service's URL, a token, then the account's server, username, password and a calendar's path.
import { isDeepStrictEqual } from 'node:util';
import {
  Appointment,
  AppointmentType,
  AppointmentsApi,
  AppointmentStatus,
  BindingsApi,
  CalendarsApi,
  Configuration,
  ConnectionApi,
  Detail,
  Problem,
  ProblemFromJSON,
  ResponseError,
  ScopeKind,
  SyncLogApi,
  UserApi,
} from './generated';

const [service, token, serverUrl, username, password, calendarPath] = process.argv.slice(2);
const configuration = new Configuration({ basePath: service, accessToken: token });
const appointments = new AppointmentsApi(configuration);
const bindings = new BindingsApi(configuration);
const patience = 60_000;

function same(expected: unknown, seen: unknown, what: string): void {
  if (!isDeepStrictEqual(expected, seen)) {
    throw new Error(`${what}: expected ${expected}, got ${seen}`);
  }
}

async function problem(status: number, call: () => Promise<unknown>): Promise<Problem> {
  try {
    await call();
  } catch (refused) {
    if (refused instanceof ResponseError) {
      same(status, refused.response.status, 'status of a refusal');
      return ProblemFromJSON(await refused.response.json());
    }
    throw refused;
  }
  throw new Error(`was not refused by ${status}`);
}

function etag(response: Response): string {
  const tag = response.headers.get('ETag');
  if (tag === null) {
    throw new Error('no ETag');
  }
  return tag;
}

async function connect(): Promise<void> {
  const connection = new ConnectionApi(configuration);
  const refused = await problem(502, () =>
    connection.checkConnection({ checkConnection: { serverUrl, username, password: 'not hers' } }),
  );
  same('urn:paliad:problem:calendar-server', refused.type, 'the kind of a refusal');
  same('unauthorized', refused.errorCode, 'the cause of a refusal');

  await connection.putConnection({ putConnection: { serverUrl, username, password, calendarPath } });
  same(username, (await connection.getConnection()).username, 'username');
}

/** Made once, however often it is asked for by the same key. */
async function bindAnotherCalendar(): Promise<string> {
  const made = await new CalendarsApi(configuration).makeCalendar({ makeCalendar: { displayName: 'Personal' } });
  const wanted = {
    createBinding: { calendarPath: made.calendarPath, scopeKind: ScopeKind.PersonalOnly, detail: Detail.Busy },
    idempotencyKey: crypto.randomUUID(),
  };
  const binding = await bindings.createBinding(wanted);
  same(binding.id, (await bindings.createBinding(wanted)).id, 'what is made again');
  same(2, (await bindings.listBindings()).length, 'bindings');
  return binding.id;
}

async function timedAppointment(): Promise<Appointment> {
  const startsAt = new Date('2027-03-10T09:00:00+01:00');
  const made = await appointments.createAppointment({
    createAppointment: {
      title: 'Hearing',
      description: 'Bring the files',
      location: 'Munich',
      startsAt,
      endsAt: new Date('2027-03-10T11:00:00+01:00'),
      timeZone: 'Europe/Berlin',
      appointmentType: AppointmentType.Hearing,
    },
  });
  same(startsAt, made.startsAt, 'start');
  same(null, made.startDate, 'the first day of a timed one');
  same(AppointmentStatus.Confirmed, made.status, 'status');
  return made;
}

async function allDayAppointment(): Promise<void> {
  const due = new Date(2027, 1, 1); // the generated client takes a day for its midnight here
  const made = await appointments.createAppointment({
    createAppointment: { title: 'Deadline', allDay: true, startDate: due, endDate: new Date(2027, 1, 2) },
  });
  same(due, made.startDate, 'first day');
  same(null, made.startsAt, 'the start of an all-day one');
}

/** What is absent stays, what is null goes. */
async function changes(id: string): Promise<void> {
  const seen = await appointments.getAppointmentRaw({ id });
  const ifMatch = etag(seen.raw);
  const changed = await appointments.patchAppointment({
    id,
    ifMatch,
    patchAppointment: { title: 'Hearing moved', description: null },
  });
  same('Hearing moved', changed.title, 'title');
  same(null, changed.description, 'description');
  same('Munich', changed.location, 'location');

  const stale = await problem(412, () =>
    appointments.patchAppointment({ id, ifMatch, patchAppointment: { title: 'Late' } }),
  );
  same('urn:paliad:problem:stale', stale.type, 'the kind of a late change');
}

async function pages(): Promise<void> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await appointments.listAppointments({ from: '2027-01-01', limit: 1, cursor });
    titles.push(...page.items.map((item) => item.title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  same(['Deadline', 'Hearing moved'], titles, 'titles by their beginning');
}

async function problems(id: string): Promise<void> {
  const blank = await problem(400, () => appointments.patchAppointment({ id, patchAppointment: { title: ' ' } }));
  same('title', blank.errors?.[0].field, 'the field to blame');
  await problem(404, () => appointments.getAppointment({ id: crypto.randomUUID() }));
}

/** And her calendar shows what the binding now lets it. */
async function inSync(id: string): Promise<void> {
  const seen = await bindings.getBindingRaw({ id });
  await bindings.patchBinding({ id, ifMatch: etag(seen.raw), patchBinding: { detail: Detail.Full } });
  same(2, (await bindings.previewBinding({ id })).count, 'appointments in scope');
  const log = new SyncLogApi(configuration);
  const start = Date.now();
  while (
    (await bindings.getBinding({ id })).state !== 'in_sync' ||
    (await log.listSyncLog({ bindingId: id })).items.length === 0
  ) {
    if (Date.now() - start > patience) {
      throw new Error(`not in sync: ${JSON.stringify(await bindings.getBinding({ id }))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function journey(): Promise<void> {
  same([], (await new UserApi(configuration).getMe()).roles, 'roles');
  await connect();
  const binding = await bindAnotherCalendar();
  const hearing = await timedAppointment();
  await allDayAppointment();
  await changes(hearing.id);
  await pages();
  await problems(hearing.id);
  await inSync(binding);
}

journey().catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
