import { expect, it, vi } from 'vitest';
import { once } from './once.ts';

it('makes a value when it is first asked for, and then keeps it', () => {
  const make = vi.fn(() => ({}));
  const value = once(make);
  expect(make).not.toHaveBeenCalled();
  expect(value()).toBe(value());
  expect(make).toHaveBeenCalledOnce();
});

it('keeps nothing, too, when that is what was made', () => {
  const make = vi.fn(() => undefined);
  const value = once(make);
  value();
  value();
  expect(make).toHaveBeenCalledOnce();
});

it('tries again after a failure', () => {
  const make = vi.fn().mockImplementationOnce(() => {
    throw new Error('not yet');
  });
  make.mockReturnValue(7);
  const value = once(make);
  expect(value).toThrow('not yet');
  expect(value()).toBe(7);
});
