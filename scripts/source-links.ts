import { AWS_PAGES } from './aws-pages.ts';

/** Where LocalStack keeps its recordings of AWS's Step Functions, at the release that the rehearsal runs. */
const RECORDINGS = 'https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2';

/** Facts that the rules cite, from a page in docs/fidelity. */
const FACTS = '../../test/conformance/facts';

const CITATION = new RegExp(
  [
    /(?<url>(?:https:\/\/)?(?:[a-z-]+\.)+(?:com|net|io)\/[^\s;,()]+)/,
    /(?<recording>[\w./-]+\.snapshot\.json)/,
    /(?<issue>[\w.-]+\/[\w.-]+#\d+)/,
    /(?<fact>(?:control-plane-errors|training-failures|ic-hyperparameters|ic-algorithm)\.json|step-functions-sync\.md)/,
    /"(?<title>[^"]+)"/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** A rule's source with a link for each page, issue, recording and fact file that it names. */
export function linkedSource(source: string): string {
  return source.replaceAll(new RegExp(CITATION, 'g'), (text) => {
    const address = addressOf(text);
    return address === undefined ? text : `[${linkText(text)}](${address})`;
  });
}

function addressOf(citation: string): string | undefined {
  const { url, recording, issue, fact, title } = CITATION.exec(citation)?.groups ?? {};
  if (url !== undefined) return url.startsWith('https://') ? url : `https://${url}`;
  if (recording !== undefined) return `${RECORDINGS}/${recording}`;
  if (issue !== undefined) return `https://github.com/${issue.replace('#', '/issues/')}`;
  if (fact !== undefined) return `${FACTS}/${fact}`;
  return title === undefined ? undefined : AWS_PAGES[title];
}

/** What a reader sees of an address: an issue as `owner/repository#1`, any other page by the end of its path. */
function linkText(text: string): string {
  const issue = /github\.com\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/.exec(text);
  if (issue !== null) return `${issue[1]}#${issue[2]}`;
  const repository = /^(?:https:\/\/)?github\.com\/([^/]+\/[^/]+)$/.exec(text);
  if (repository !== null) return repository[1] ?? text;
  if (!text.includes('://') && !/^[a-z.]+\.com\//.test(text)) return text.replaceAll('"', '');
  return text.slice(text.lastIndexOf('/') + 1).replace('.html', '');
}
