/** Straight lines between the known points: a curve would invent values. */
export function sparkPath(
  values: ReadonlyArray<number | null>,
  width: number,
  height: number,
): { line: string; area: string } {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let line = "";
  let area = "";
  let start: number | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      start = null;
      return;
    }
    const x = round(index * step);
    const y = round(height - 3 - (value / most) * (height - 6));
    line += `${start === null ? "M" : "L"}${x} ${y}`;
    if (start === null) area += `M${x} ${height}`;
    area += `L${x} ${y}`;
    start ??= x;
    const last = index === values.length - 1 || (values[index + 1] ?? null) === null;
    if (last) area += `L${x} ${height}Z`;
  });
  return { line, area };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
