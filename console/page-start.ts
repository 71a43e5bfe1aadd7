import { askAhead } from './aws/ask-page.ts';
import { firstAnswers } from './aws/execution/first-answers.ts';
import { listStateMachines } from './aws/machine-calls.ts';
import { readSession } from './aws/session.ts';
import { routeOf } from './model/route.ts';

// What the page is going to ask for first is under way while the browser reads the rest of it.
askAhead(readSession);
askAhead(listStateMachines);
const { page, id } = routeOf(location.hash);
if (page === 'executions' && id !== undefined) askAhead(() => firstAnswers(id));
// The page itself asks again, and tells of a failure.
else import('./pages/other-pages.ts').catch(() => undefined);
void import('./main.tsx');
