/* Copyright 2026 the tribuo-cnn authors. SPDX-License-Identifier: Apache-2.0 */
(() => {
  'use strict';
  const table = document.getElementById('history');
  if (!table) return;

  // The table is the data: each cell carries its unrounded number, an empty one for a number there is none of.
  const numbers = cells => Array.from(cells, cell => cell.dataset.value === '' ? null : Number(cell.dataset.value));
  const column = name => numbers(table.querySelectorAll(`td[data-column="${name}"]`));
  const epochs = numbers(table.querySelectorAll('tbody th'));
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Loss is read against 0; accuracy is not, or good networks would all look alike.
  const accuracyRange = (low, high) => {
    const pad = Math.max(0.1 * (high - low), 0.002);
    return [Math.max(0, low - pad), Math.min(1, high + pad)];
  };

  const draw = figure => {
    const what = figure.dataset.column;
    const percent = what === 'accuracy';
    const show = value => value == null ? '–' : percent ? (100 * value).toFixed(2) + ' %' : value.toFixed(4);
    const lines = [['training', 'train'], ['validation', 'validation']]
      .map(([label, name]) => ({ label, name, values: column(`${name}-${what}`) }))
      .filter(line => line.values.some(value => value != null));
    if (lines.length === 0) {
      figure.closest('figure').hidden = true;
      return;
    }
    const font = '12px ' + getComputedStyle(document.body).fontFamily;
    const axis = { stroke: colour('--muted'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    const last = epochs.length - 1;
    figure.replaceChildren();
    const plot = new uPlot({
      width: figure.clientWidth,
      height: 240,
      cursor: { drag: { x: false, y: false }, y: false },
      scales: {
        x: { time: false, range: (u, low, high) => low === high ? [low - 1, high + 1] : [low, high] },
        y: { range: (u, low, high) => percent ? accuracyRange(low, high) : [0, 1.08 * high || 1] },
      },
      axes: [
        { ...axis, size: 32, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], values: (u, ticks) => ticks.map(String) },
        { ...axis, size: 56, values: (u, ticks) => ticks.map(tick => percent ? +(100 * tick).toFixed(3) + ' %' : +tick.toFixed(5)) },
      ],
      series: [
        { label: 'epoch' },
        ...lines.map(line => ({
          label: line.label,
          stroke: colour(`--${line.name}`),
          width: 2,
          points: { show: last < 60, size: 6, fill: colour(`--${line.name}`) },
          value: (u, value) => show(value),
        })),
      ],
      // Without a pointer the legend says how it ended.
      hooks: { setLegend: [u => { if (u.legend.idx == null) u.setLegend({ idx: last }, false); }] },
    }, [epochs, ...lines.map(line => line.values)], figure);
    plot.setLegend({ idx: last });
    figure.setAttribute('aria-label',
      `${what} by epoch, at the end: ` + lines.map(line => `${line.label} ${show(line.values[last])}`).join(', '));
  };

  const drawAll = () => document.querySelectorAll('.chart').forEach(draw);
  document.getElementById('charts').hidden = false;
  drawAll();

  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      drawAll();
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
})();
