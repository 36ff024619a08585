import { word } from './words.js';

const WIDTH = 960;
const HEIGHT = 640;

function canvas(draw) {
  const sheet = document.createElement('canvas');
  sheet.width = WIDTH;
  sheet.height = HEIGHT;
  draw(sheet.getContext('2d'));
  return sheet;
}

function fill(pen, colours, x1 = 0, y1 = 0, x2 = 0, y2 = HEIGHT) {
  const gradient = pen.createLinearGradient(x1, y1, x2, y2);
  colours.forEach((colour, index) => gradient.addColorStop(index / (colours.length - 1), colour));
  pen.fillStyle = gradient;
}

function disc(pen, x, y, radius, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

function hills(pen, level, height, colour, phase) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += 8) {
    pen.lineTo(x, level - height * (Math.sin(x / 150 + phase) * 0.6 + Math.sin(x / 61 + phase * 2) * 0.25));
  }
  pen.lineTo(WIDTH, HEIGHT);
  pen.fill();
}

function sunset(pen) {
  fill(pen, ['#2b1a5a', '#7c3aed', '#f0729a', '#ffc37d']);
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  disc(pen, 620, 360, 150, '#ffe3a830');
  disc(pen, 620, 360, 92, '#fff1cf');
  hills(pen, 430, 60, '#6a2f8c', 0);
  hills(pen, 500, 50, '#43206b', 1.7);
  hills(pen, 575, 40, '#26133f', 3.1);
}

function receipt(pen) {
  fill(pen, ['#dbe6ff', '#efe6ff'], 0, 0, WIDTH, HEIGHT);
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.shadowColor = '#2a1d5530';
  pen.shadowBlur = 40;
  pen.shadowOffsetY = 16;
  pen.fillStyle = '#ffffff';
  pen.fillRect(300, 50, 360, 540);
  pen.shadowColor = 'transparent';
  pen.fillStyle = '#241a3d';
  pen.font = '700 34px sans-serif';
  pen.textAlign = 'center';
  pen.fillText('BERRY CAFE', 480, 118);
  pen.font = '22px monospace';
  [['Latte', '4.20'], ['Cheesecake', '5.80'], ['Raspberry tea', '3.40'], ['Croissant', '2.90']].forEach(([what, price], row) => {
    pen.textAlign = 'left';
    pen.fillText(what, 336, 196 + row * 46);
    pen.textAlign = 'right';
    pen.fillText(price, 624, 196 + row * 46);
  });
  pen.fillRect(336, 366, 288, 2);
  pen.font = '700 30px monospace';
  pen.textAlign = 'left';
  pen.fillText('TOTAL', 336, 418);
  pen.textAlign = 'right';
  pen.fillText('16.30', 624, 418);
  for (let x = 336, bar = 0; x < 620; bar++) {
    const wide = 2 + ((bar * 7) % 5);
    pen.fillRect(x, 466, wide, 84);
    x += wide + 3 + ((bar * 5) % 4);
  }
}

function parcel(pen) {
  fill(pen, ['#cfe8ff', '#eaf4ff']);
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#b9d3ea';
  pen.fillRect(0, 500, WIDTH, 140);
  const face = (points, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.fill();
  };
  face([[250, 230], [500, 300], [500, 560], [250, 480]], '#c98f57');
  face([[500, 300], [730, 225], [730, 470], [500, 560]], '#b47b45');
  face([[250, 230], [480, 165], [730, 225], [500, 300]], '#dcaa74');
  face([[352, 201], [392, 190], [632, 257], [598, 268]], '#f2dcae');
  face([[598, 268], [632, 257], [632, 330], [598, 342]], '#e4c98f');
  face([[300, 330], [440, 372], [440, 470], [300, 426]], '#fffaf0');
  pen.fillStyle = '#5b4330';
  pen.fillRect(320, 372, 70, 8);
  pen.fillRect(320, 392, 96, 8);
}

function graph(pen) {
  fill(pen, ['#1b1530', '#0f0c1d']);
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.strokeStyle = '#ffffff1c';
  pen.lineWidth = 2;
  for (let y = 140; y <= 520; y += 95) {
    pen.beginPath();
    pen.moveTo(80, y);
    pen.lineTo(880, y);
    pen.stroke();
  }
  [0.35, 0.5, 0.42, 0.7, 0.62, 0.88, 0.78, 1].forEach((share, column) => {
    fill(pen, ['#9f6bff', '#3f7bff'], 0, 140, 0, 520);
    pen.beginPath();
    pen.roundRect(100 + column * 98, 520 - share * 370, 56, share * 370, 12);
    pen.fill();
  });
}

/** Pictures made here, so that a photo can be tried without having one. */
export function pictures() {
  return [
    picture('sunset', word('sunset'), sunset),
    picture('receipt', word('receipt'), receipt),
    picture('parcel', word('parcel'), parcel),
    picture('graph', word('graph'), graph),
  ];
}

const picture = (id, name, draw) => ({
  name,
  preview: () => canvas(draw),
  file: () => new Promise((done) => canvas(draw).toBlob((blob) => done(new File([blob], `${id}.jpg`, { type: 'image/jpeg' })), 'image/jpeg', 0.86)),
});
