/** The line drawings, on a grid of 24. One family: stroke 1.8, round ends. */
const paths = {
  home: "M4 10.5 12 4l8 6.5V19a1.5 1.5 0 0 1-1.5 1.5H15v-6H9v6H5.5A1.5 1.5 0 0 1 4 19z",
  activity:
    "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-7l-4.5 3.5V17H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5zM8 9.5h8M8 12.75h5",
  overview: "M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6M20 16V6",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4",
  inbox:
    "M9 13.5H5A1.5 1.5 0 0 1 3.5 12V5.5A1.5 1.5 0 0 1 5 4h9a1.5 1.5 0 0 1 1.5 1.5V7M10.5 9.5h8.5a1.5 1.5 0 0 1 1.5 1.5v5.5A1.5 1.5 0 0 1 19 18h-1.5v2.5L14.5 18h-4A1.5 1.5 0 0 1 9 16.5V11a1.5 1.5 0 0 1 1.5-1.5z",
  more: "M5.5 12h.1M12 12h.1M18.5 12h.1",
  snooze: "M12 20.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM12 9v4l2.5 2M3.5 6.5 6.5 4M20.5 6.5 17.5 4",
  tag: "M4 4.5h7.5L20 13l-7 7-8.5-8.5zM8.3 8.3v.1",
  undo: "M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-3.5",
  blocked: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12",
  photo: "M4 5.5h16v13H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.3h.1",
  video: "M3.5 6.5h11v11h-11zM14.5 11l6-3.5v9l-6-3.5",
  voice: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  pin: "M12 20.5c4-4.5 6-7.5 6-10.5a6 6 0 0 0-12 0c0 3 2 6 6 10.5zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20 20",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5",
  next: "M9.5 5.5 16 12l-6.5 6.5",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  equal: "M6 9.5h12M6 14.5h12",
  help: "M9 9.2a3 3 0 1 1 4.5 2.6c-.9.5-1.5 1-1.5 2.2M12 17.2v.1",
  table: "M4 5.5h16v13H4zM4 10h16M10 10v8.5",
  chart: "M4 19 9 12l4 3.5L20 6",
  file: "M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5",
  write: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3",
  check: "M5 12.5 10 17.5 19.5 7",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
  alert: "M12 4 21 19.5H3zM12 10v4.5M12 17v.1",
  offline: "M4 9a12 12 0 0 1 16 0M7 12.5a7.5 7.5 0 0 1 10 0M10 16a3 3 0 0 1 4 0M4 4l16 16",
  empty: "M4 13.5 6.5 6h11L20 13.5v5h-16zM4 13.5h4.5a3.5 3.5 0 0 0 7 0H20",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  globe:
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
  shield: "M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1 1M17.4 17.4l1 1M5.6 18.4l1-1M17.4 6.6l1-1",
  keyboard: "M3.5 6.5h17v11h-17zM7 10h.1M10.3 10h.1M13.6 10h.1M17 10h.1M7.5 14h9",
  devices:
    "M4.5 15V7A1.5 1.5 0 0 1 6 5.5h11A1.5 1.5 0 0 1 18.5 7v1M3 18h8.5M14 12.5a1 1 0 0 1 1-1h4.5a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H15a1 1 0 0 1-1-1z",
  exit: "M10 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h4M14.5 8l4 4-4 4M18.5 12H9.5",
  berry:
    "M9.5 19a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM16.5 19.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 9.5c.5-3 3-5 7-5.5-.2 3.5-2.5 5.5-6 5.8",
} as const;

export type IconName = keyof typeof paths;

/** Decoration: whatever it means is also said in words beside it or in a label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
