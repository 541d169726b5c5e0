import { describe, expect, it } from 'vitest';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import { amountWritten, moneyText } from '../../src/catalogue/money.ts';
import { moneyInputs, refuseBareMoney } from '../../src/catalogue/money-inputs.ts';
import { parameterOf } from '../../src/catalogue/parameters.ts';
import { flagsOf } from '../../src/surfaces/cli/flags.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { SdkTypes } from '../support/sdk-types.ts';

/** Each amount that some operation takes. */
const taken = catalogue.flatMap((operation) =>
  [...moneyInputs(operation)].map(([name, field]) => [operation.id, name, field] as const),
);
/** Each amount that some operation answers with. */
const answered = catalogue.flatMap(({ id, amounts = {} }) =>
  Object.entries(amounts).map(([path, field]) => [id, path, field] as const),
);

it('knows which inputs are money', () => {
  expect(taken.map(([id, name]) => `${id} ${name}`).sort()).toEqual([
    'anthropic.spend_limits.increase_requests.approve amount',
    'anthropic.spend_limits.set amount',
    'openai.projects.spend_alerts.create threshold_amount',
    'openai.projects.spend_alerts.update threshold_amount',
    'openai.projects.spend_limit.update threshold_amount',
    'openai.spend_alerts.create threshold_amount',
    'openai.spend_alerts.update threshold_amount',
    'openai.spend_limit.update threshold_amount',
  ]);
});

it('says the unit of every amount in an answer of the SDKs', () => {
  const types = new SdkTypes();
  // The usage reports share one type for their results; only costs have an amount.
  const sharesItsType = (id: string) => id.startsWith('openai.usage.') && id !== 'openai.usage.costs';
  const missing = sdkMethods().flatMap((method) => {
    const { amounts = {} } = operationById(method.id);
    return types
      .fieldsOf(method)
      .filter((path) => /(?:amount|amount\.value|_spend|_price|_cost)$/.test(path) && !sharesItsType(method.id))
      .filter((path) => !(path in amounts))
      .map((path) => `${method.id} ${path}`);
  });
  expect(missing).toEqual([]);
});

it('agrees with the reports about their unit', () => {
  for (const operation of catalogue) {
    if (operation.risk !== 'read' || !operation.report?.money) continue;
    const { path, unit } = operation.report.money;
    const [found] = Object.entries(operation.amounts ?? {}).filter(([each]) => each.endsWith(path));
    expect([operation.id, found?.[1].unit]).toEqual([operation.id, unit]);
  }
});

describe.each(taken)('%s takes %s', (id, name, field) => {
  const operation = operationById(id);
  const inForm = (digits: string) => (field.form === 'text' ? digits : Number(digits));
  const schema = operation.input().shape[name];
  const parse = (written: unknown) => {
    const { success, data } = schema.safeParse(written);
    return success ? data : 'refused';
  };

  it.each([
    ['$500', '50000'],
    ['500 usd', '50000'],
    ['500 USD', '50000'],
    ['500 dollars', '50000'],
    ['$1,250.50', '125050'],
    ['20000 cents', '20000'],
    ['$0.01', '1'],
    ['$99,999,999.99', '9999999999'],
  ])('written as %s', (written, digits) => {
    expect(parse(written)).toBe(inForm(digits));
  });

  it.each(['500.00', '5.5', '$0.005', '12.5 cents', '$1,25', '$-5', '500 EUR', 'five dollars', ''])(
    'not as %j, before a person is asked',
    (written) => {
      expect(parse(written)).toBe('refused');
    },
  );

  it('is refused without a unit where people write, with the two spellings', () => {
    for (const bare of [500, '500', '1,250']) {
      const refuse = () => refuseBareMoney(operation, { [name]: bare });
      expect(refuse).toThrow('has no unit');
    }
    const error = (() => {
      try {
        refuseBareMoney(operation, { [name]: 500 });
      } catch (thrown) {
        return thrown as { hint: string };
      }
      return undefined;
    })();
    expect(error?.hint).toBe('Write $500 for dollars, or 500 cents, which is $5.00.');
    for (const fine of ['$500', '500 cents', null, undefined])
      expect(() => refuseBareMoney(operation, { [name]: fine })).not.toThrow();
  });

  it('is parsed again to the same', () => {
    expect(parse(parse('$500'))).toBe(inForm('50000'));
  });

  it('says in help and to a tool how it is written', () => {
    expect(parameterOf(operation.input(), name)?.description).toContain('as $500 or 50000 cents');
    const flag = flagsOf(operation).find((each) => each.field === name);
    expect(flag).toMatchObject({ kind: 'text', description: expect.stringContaining('$500 or 50000 cents') });
  });
});

describe.each([...taken, ...answered])('%s shows %s', (_id, _name, field) => {
  const period = field.per ? ` a ${field.per}` : '';
  const value = (digits: string) => (field.form === 'text' ? digits : Number(digits));

  it.each(
    field.unit === 'cents'
      ? [
          ['1', `$0.01${period} (1 cent)`],
          ['20000', `$200.00${period} (20000 cents)`],
          ['123456789012', `$1,234,567,890.12${period} (123456789012 cents)`],
        ]
      : [
          ['1', `$1.00${period}`],
          ['2506.5', `$2,506.50${period}`],
          ['0.003', `$0.003${period}`],
        ],
  )('%s with its unit', (digits, text) => {
    expect(moneyText(field, value(digits))).toBe(text);
  });

  it('never unknown as nothing', () => {
    expect(moneyText(field, null)).toBe('no limit');
    expect(moneyText(field, 'NaN')).toBe('NaN');
    expect(moneyText(field, '')).toBe('');
  });
});

it('keeps every digit of what is written', () => {
  const dollars = { unit: 'dollars', form: 'text' } as const;
  expect(amountWritten('123456789012345678901.25 usd', dollars)).toBe('123456789012345678901.25');
  expect(amountWritten('5 cents', dollars)).toBe('0.05');
  expect(amountWritten('$5 cents', dollars)).toBeUndefined();
});
