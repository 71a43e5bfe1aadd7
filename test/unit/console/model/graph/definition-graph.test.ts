import { expect } from 'chai';
import { allNodes, definitionGraph } from '../../../../../console/model/graph/definition-graph.ts';
import { type LaidNode, layoutGraph } from '../../../../../console/model/graph/graph-layout.ts';
import { recordedHistory } from '../../recorded-history.ts';

const edges = (definition: string) =>
  definitionGraph(definition)?.edges.map(({ from, to, kind, label }) => `${from} > ${to}: ${label ?? kind}`);

describe('the graph of a definition', () => {
  it('has choices in words, catchers, a start and an end', () => {
    const { definition } = recordedHistory('retried-and-caught');
    expect(edges(definition)).to.deep.equal([
      ' start > Check: next',
      'Check > Call: $.go = true',
      'Check > Skip: otherwise',
      'Call > Guarded: next',
      'Guarded > Skip: next',
      'Guarded > Note: any error',
      'Note >  end: next',
      'Skip >  end: next',
    ]);
    const nodes = definitionGraph(definition)?.nodes ?? [];
    expect(nodes.find(({ id }) => id === 'Call')).to.include({ retries: 2, subtitle: 'Lambda Invoke', type: 'Task' });
  });

  it('puts the branches of a Parallel state and the body of a Map state inside of it', () => {
    const parallel = definitionGraph(recordedHistory('failed-in-parallel').definition);
    const both = parallel?.nodes.find(({ id }) => id === 'Both');
    expect(both?.parts.map(({ nodes }) => nodes.map(({ id }) => id))).to.deep.equal([
      ['First', 'Fetch'],
      ['Rest'],
      ['Quick'],
    ]);
    const map = definitionGraph(recordedHistory('failed-in-map').definition);
    expect(map === undefined ? [] : allNodes(map).map(({ id }) => id)).to.deep.equal([
      ' start',
      'Each',
      'One',
      'Fine',
      'Broken',
      ' end',
    ]);
  });

  it('knows a distributed Map state, and a state that is tried as often as AWS does by itself', () => {
    const body = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    const states = {
      M: { Type: 'Map', ItemProcessor: { ...body, ProcessorConfig: { Mode: 'DISTRIBUTED' } }, Next: 'T' },
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
        Retry: [{ ErrorEquals: ['E'] }],
        End: true,
      },
    };
    const nodes = definitionGraph(JSON.stringify({ StartAt: 'M', States: states }))?.nodes ?? [];
    expect(nodes.find(({ id }) => id === 'M')?.isDistributed).to.equal(true);
    expect(nodes.find(({ id }) => id === 'T')).to.include({ retries: 3, subtitle: 'SageMaker CreateTrainingJob' });
  });

  it('is none of a text that is no definition, and leaves out steps that lead nowhere', () => {
    expect(definitionGraph('not json')).to.equal(undefined);
    expect(definitionGraph('[]')).to.equal(undefined);
    expect(edges('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}')).to.deep.equal([' start > A: next']);
  });
});

describe('the layout of a graph', () => {
  const laid = (name: string) => {
    const graph = definitionGraph(recordedHistory(name).definition);
    if (graph === undefined) throw new Error(`${name} has no graph`);
    return layoutGraph(graph);
  };
  const box = (nodes: readonly LaidNode[], id: string) => {
    const found = nodes.find(({ node }) => node.id === id);
    if (found === undefined) throw new Error(`${id} has no place`);
    return found;
  };

  it('puts what is inside of a Parallel state into its frame, branch beside branch', () => {
    const { nodes, width, height } = laid('failed-in-parallel');
    const both = box(nodes, 'Both');
    const inside = ['First', 'Fetch', 'Rest', 'Quick'].map((id) => box(nodes, id));
    for (const one of inside) {
      expect(one.x).to.be.greaterThan(both.x);
      expect(one.y).to.be.greaterThan(both.y);
      expect(one.x + one.width).to.be.lessThan(both.x + both.width);
      expect(one.y + one.height).to.be.lessThan(both.y + both.height);
    }
    const [first, fetch, rest] = inside;
    expect(fetch?.y).to.be.greaterThan(first?.y ?? 0);
    expect(rest?.x).to.be.greaterThan((first?.x ?? 0) + (first?.width ?? 0));
    expect(both.x + both.width).to.be.at.most(width);
    expect(both.y + both.height).to.be.at.most(height);
  });

  it('leads every step from the lower edge of a state to the upper edge of the next', () => {
    const { nodes, edges: lines } = laid('retried-and-caught');
    expect(lines).to.have.length(8);
    for (const { edge, points } of lines) {
      const [from, to] = [box(nodes, edge.from), box(nodes, edge.to)];
      expect(points[0]?.y, edge.from).to.be.closeTo(from.y + from.height, 1);
      expect(points.at(-1)?.y, edge.to).to.be.closeTo(to.y, 1);
    }
  });
});
