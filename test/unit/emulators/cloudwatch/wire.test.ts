import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { at, MetricsFixture } from './metrics-fixture.ts';

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=0';
const JSON_TARGET = (operation: string) => `GraniteServiceVersion20100801.${operation}`;

describe("CloudWatch's wire protocols", () => {
  let metrics: MetricsFixture;
  before(async () => {
    metrics = await MetricsFixture.start();
    await metrics.put({ MetricName: 'm', Value: 1.5, Timestamp: at(0), Dimensions: [{ Name: 'd', Value: 'x & y' }] });
  });
  after(() => metrics.stop());

  const post = (path: string, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
    fetch(metrics.endpointUrl + path, { method: 'POST', headers: { authorization: AUTHORIZATION, ...headers }, body });
  const query = (form: string) => post('/', { 'content-type': 'application/x-www-form-urlencoded' }, form);
  const json = (operation: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    post(
      '/',
      { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': JSON_TARGET(operation), ...headers },
      body,
    );
  const cbor = (operation: string, hex: string) =>
    post(
      `/service/GraniteServiceVersion20100801/operation/${operation}`,
      { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
      Buffer.from(hex, 'hex'),
    );

  it('speaks the query protocol of older clients', async () => {
    const time = (seconds: number) => encodeURIComponent(at(seconds).toISOString());
    const response = await query(
      'Action=GetMetricStatistics&Version=2010-08-01&Namespace=Shop&MetricName=m&Period=60&Statistics.member.1=Average' +
        `&Dimensions.member.1.Name=d&Dimensions.member.1.Value=x+%26+y&StartTime=${time(0)}&EndTime=${time(60)}`,
    );
    expect(await response.text()).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult>' +
        `<Label>m</Label><Datapoints><member><Timestamp>${at(0).toISOString().replace('.000', '')}</Timestamp>` +
        '<Average>1.5</Average><Unit>None</Unit></member></Datapoints></GetMetricStatisticsResult><ResponseMetadata>' +
        `<RequestId>${response.headers.get('x-amzn-requestid')}</RequestId></ResponseMetadata></GetMetricStatisticsResponse>`,
    );
  });

  it('refuses times beyond all dates as times that are too old or ahead', async () => {
    for (const Timestamp of [-(2 ** 63), 2 ** 62]) {
      const response = await json(
        'PutMetricData',
        JSON.stringify({ Namespace: 'Shop', MetricData: [{ MetricName: 'm', Value: 1, Timestamp }] }),
      );
      const { message } = (await response.json()) as { message: string };
      expect([response.status, message]).to.deep.equal([
        400,
        `[rehearsal] MetricData.member.1.Timestamp ${Timestamp} s is more than two weeks old or two hours ahead`,
      ]);
    }
  });

  it('takes nested lists of the query protocol and answers PutMetricData without a result', async () => {
    const put = await query(
      'Action=PutMetricData&Version=2010-08-01&Namespace=Forms&MetricData.member.1.MetricName=a&MetricData.member.1.Value=2' +
        '&MetricData.member.1.Dimensions.member.1.Name=d&MetricData.member.1.Dimensions.member.1.Value=1' +
        '&MetricData.member.2.MetricName=b&MetricData.member.2.Values.member.1=1&MetricData.member.2.Values.member.2=4',
    );
    expect(await put.text()).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>\n<PutMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">' +
        `<ResponseMetadata><RequestId>${put.headers.get('x-amzn-requestid')}</RequestId></ResponseMetadata></PutMetricDataResponse>`,
    );
    const { Metrics } = await metrics.list({ Namespace: 'Forms' });
    expect(Metrics).to.deep.equal([
      { Namespace: 'Forms', MetricName: 'a', Dimensions: [{ Name: 'd', Value: '1' }] },
      { Namespace: 'Forms', MetricName: 'b', Dimensions: [] },
    ]);
  });

  it('tells series of one metric apart by their dimensions in GetMetricData too', async () => {
    const time = (seconds: number) => encodeURIComponent(at(seconds).toISOString());
    const datum = (number: number, value: number) =>
      `&MetricData.member.${number}.MetricName=two&MetricData.member.${number}.Value=${value}&MetricData.member.${number}.Timestamp=${time(0)}`;
    const first = '&MetricData.member.1.Dimensions.member.1';
    await query(
      `Action=PutMetricData&Version=2010-08-01&Namespace=Series${datum(1, 11)}${first}.Name=a${first}.Value=1${datum(2, 55)}`,
    );
    const stat = 'MetricDataQueries.member.1.MetricStat';
    const ask = async (dimensions: string) => {
      const response = await query(
        `Action=GetMetricData&Version=2010-08-01&StartTime=${time(0)}&EndTime=${time(60)}&MetricDataQueries.member.1.Id=q` +
          `&${stat}.Metric.Namespace=Series&${stat}.Metric.MetricName=two&${stat}.Period=60&${stat}.Stat=Sum${dimensions}`,
      );
      return /<Values><member>(\d+)<\/member><\/Values>/.exec(await response.text())?.[1];
    };
    const dimension = `&${stat}.Metric.Dimensions.member.1`;
    expect(await ask(`${dimension}.Name=a${dimension}.Value=1`)).to.equal('11');
    expect(await ask('')).to.equal('55');
    expect(await ask(`&${stat}.Metric.Dimensions=`)).to.equal('55');
  });

  it('returns the older error code on the query protocol, and both codes on the newer ones', async () => {
    const form = 'Action=PutMetricData&Version=2010-08-01&Namespace=S&MetricData.member.1.MetricName=m';
    const members = `&MetricData.member.1.Value=1&MetricData.member.1.Values.member.1=1`;
    expect(await (await query(form + members)).text()).to.contain(
      '<Type>Sender</Type><Code>InvalidParameterCombination</Code>',
    );
    const response = await json(
      'PutMetricData',
      '{"Namespace":"S","MetricData":[{"MetricName":"m","Value":1,"Values":[1]}]}',
    );
    expect(response.status).to.equal(400);
    expect(response.headers.get('x-amzn-query-error')).to.equal('InvalidParameterCombination;Sender');
    expect(await response.json()).to.include({ __type: 'InvalidParameterCombinationException' });
  });

  it('gives a new alarm the lists that it was made without', async () => {
    const alarm =
      '{"AlarmName":"a","MetricName":"m","Namespace":"n","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"Threshold":1,"ComparisonOperator":"GreaterThanThreshold"}';
    expect((await json('PutMetricAlarm', alarm)).status).to.equal(200);
    const answer: { MetricAlarms: Record<string, unknown>[] } = JSON.parse(
      await (await json('DescribeAlarms', '{}')).text(),
    );
    const [found] = answer.MetricAlarms;
    expect(found).to.deep.include({
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      Dimensions: [],
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      StateTransitionedTimestamp: found?.['AlarmConfigurationUpdatedTimestamp'],
    });
  });

  it('keeps of an alarm what the model knows, at every depth without nulls, and refuses numbers that no record can hold', async () => {
    const alarm = (more: string) =>
      `{"AlarmName":"odd","MetricName":"m","Namespace":"n","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"ComparisonOperator":"GreaterThanThreshold",${more}}`;
    const refused = await json('PutMetricAlarm', alarm('"Threshold":1e999'));
    expect([refused.status, await refused.json()]).to.deep.equal([
      400,
      { __type: 'InvalidParameterValueException', message: '[rehearsal] Threshold Infinity is not a finite number' },
    ]);
    const dimensions = '"Dimensions":[{"Name":"a","Value":"b","Unknown":[null]}]';
    expect((await json('PutMetricAlarm', alarm(`"Threshold":1,"Unknown":[null],${dimensions}`))).status).to.equal(200);
    const described = await json('DescribeAlarms', '{"AlarmNames":["odd"]}');
    const answer: { MetricAlarms: Record<string, unknown>[] } = JSON.parse(await described.text());
    expect(answer.MetricAlarms[0]).to.include({ AlarmName: 'odd', Threshold: 1 }).and.not.to.have.property('Unknown');
    expect((await query('Action=DescribeAlarms&Version=2010-08-01')).status).to.equal(200);
  });

  it('answers the deletion of dashboards with an empty result on the query protocol', async () => {
    const name = '&DashboardBody=%7B%22widgets%22%3A%5B%5D%7D&DashboardName=';
    const bad = await query(`Action=PutDashboard&Version=2010-08-01${name}a%20b`);
    const text = await bad.text();
    expect(text).to.contain('<Code>InvalidParameterValue</Code>');
    expect(text).to.contain(
      'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n<',
    );
    await query(`Action=PutDashboard&Version=2010-08-01${name}a`);
    // {"widgets":[]} as it was sent.
    const listed = await query('Action=ListDashboards&Version=2010-08-01');
    expect(await listed.text()).to.contain('<Size>14</Size>');
    const gone = await query('Action=DeleteDashboards&Version=2010-08-01&DashboardNames.member.1=a');
    expect(await gone.text()).to.match(
      /<DeleteDashboardsResult ?\/>|<DeleteDashboardsResult><\/DeleteDashboardsResult>/,
    );
  });

  it('speaks JSON 1.0, times as seconds', async () => {
    const seconds = at(0).getTime() / 1000;
    const response = await json(
      'GetMetricData',
      JSON.stringify({
        StartTime: seconds,
        EndTime: seconds + 60,
        MetricDataQueries: [
          {
            Id: 'a',
            MetricStat: {
              Metric: { Namespace: 'Shop', MetricName: 'm', Dimensions: [{ Name: 'd', Value: 'x & y' }] },
              Period: 60,
              Stat: 'Average',
            },
          },
        ],
      }),
    );
    expect(response.headers.get('content-type')).to.equal('application/x-amz-json-1.0');
    expect(await response.json()).to.deep.equal({
      MetricDataResults: [{ Id: 'a', Label: 'm', Timestamps: [seconds], Values: [1.5], StatusCode: 'Complete' }],
      Messages: [],
    });
  });

  it('unpacks a request that the client has compressed, and refuses one that is no gzip', async () => {
    const body = '{"Namespace":"Packed","MetricData":[{"MetricName":"m","Value":1}]}';
    const gzip = { 'content-encoding': 'gzip' };
    expect((await json('PutMetricData', new Uint8Array(gzipSync(body)), gzip)).status).to.equal(200);
    expect((await metrics.list({ Namespace: 'Packed' })).Metrics).to.have.length(1);
    const torn = await json('PutMetricData', body, gzip);
    expect(torn.status).to.equal(400);
    expect(await torn.json()).to.deep.equal({
      __type: 'SerializationException',
      message: '[rehearsal] the request body is not valid gzip',
    });
  });

  it('speaks CBOR, times with tag 1', async () => {
    // {"Namespace": "Shop"}: a1, text of 9 characters, text of 4 characters.
    const response = await cbor('ListMetrics', 'a1 69 4e616d657370616365 64 53686f70'.replaceAll(' ', ''));
    expect(response.headers.get('smithy-protocol')).to.equal('rpc-v2-cbor');
    expect(response.headers.get('content-type')).to.equal('application/cbor');
    // {"Metrics": [{"Namespace": "Shop", "MetricName": "m", "Dimensions": [{"Name": "d", "Value": "x & y"}]}]}
    expect(Buffer.from(await response.arrayBuffer()).toString('hex')).to.equal(
      [
        'a1 67 4d657472696373 81 a3 69 4e616d657370616365 64 53686f70 6a 4d65747269634e616d65 61 6d',
        '6a 44696d656e73696f6e73 81 a2 64 4e616d65 61 64 65 56616c7565 65 782026 2079',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  it('refuses what is no CBOR, and operations that are not there', async () => {
    const torn = await cbor('ListMetrics', 'a1 69 4e'.replaceAll(' ', ''));
    expect(torn.status).to.equal(400);
    expect(torn.headers.get('x-amzn-query-error')).to.equal('SerializationException;Sender');
    const unknown = await cbor('PutInsightRule', 'a0');
    expect(unknown.status).to.equal(501);
    expect(Buffer.from(await unknown.arrayBuffer()).toString('latin1')).to.contain(
      'monitoring:PutInsightRule is not emulated',
    );
  });
});
