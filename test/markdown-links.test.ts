import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '..');
const NOT_OURS = ['node_modules', '.git', '.local', '.stryker-tmp'];

function markdownFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** What a page shows as text: code has no links. */
function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => (code.includes('](') ? '' : code));
}

/** The anchors that GitHub gives to a page's headings. */
function anchors(text: string): ReadonlySet<string> {
  const titles = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} (.*)$/gm)].map(
    ([, title = '']) => title,
  );
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
  return new Set(titles.map(slug));
}

/** Why a link of a page leads nowhere; undefined where it leads somewhere. */
function fault(page: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return 'no such file';
  if (anchor === undefined || !file.endsWith('.md') || statSync(file).isDirectory()) return undefined;
  return anchors(readFileSync(file, 'utf8')).has(anchor) ? undefined : 'no such heading';
}

function deadLinks(page: string): readonly string[] {
  const targets = [...prose(readFileSync(page, 'utf8')).matchAll(/\]\(<?([^)\s>]+)>?\)/g)].map(
    ([, target = '']) => target,
  );
  return targets.flatMap((target) => {
    const why = fault(page, target);
    return why === undefined ? [] : [`${relative(ROOT, page)} -> ${target}: ${why}`];
  });
}

describe('the links of our pages', () => {
  const pages = markdownFiles(ROOT);

  it('are looked at in all pages', () => {
    expect(pages.map((page) => relative(ROOT, page))).to.include.members([
      'README.md',
      'docs/fidelity.md',
      'docs/aws.md',
    ]);
  });

  it('lead to files and headings that exist', () => {
    expect(pages.flatMap(deadLinks)).to.deep.equal([]);
  });
});
