/** Ten digits from nine with the check digit of modulus 11; undefined for the one in eleven that has none. */
export function withEleven(nine: string): string | undefined {
  const sum = [...nine].reduce((all, digit, i) => all + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : `${nine}${check}`;
}

/** Ten digits from nine with the check digit of Luhn, modulus 10, reckoned the long way round. */
export function withTen(nine: string): string {
  const sum = [...nine].reverse().reduce((all, digit, i) => {
    const twice = String(Number(digit) * (i % 2 === 0 ? 2 : 1));
    return all + [...twice].reduce((part, each) => part + Number(each), 0);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

/** NHS numbers from the range that is kept for tests (999): nobody has them. */
export const testNumber = (n: number): string => {
  for (let i = n * 20; ; i++) {
    const whole = withEleven(`999${String(i).padStart(6, "0")}`);
    if (whole) return whole;
  }
};
