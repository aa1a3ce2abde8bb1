// The icons of buttons.
import { svg, html, type TemplateResult } from "lit-html";

const icon = (path: string): TemplateResult => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;

export const ICONS = {
  play: icon("M7 4v16l13-8z"),
  pause: icon("M6 4h4.5v16H6zM13.5 4H18v16h-4.5z"),
  restart: icon("M5 5h2.5v14H5zM19 5v14L8.5 12z"),
  back: icon("M15.5 5l1.6 1.6L11.7 12l5.4 5.4-1.6 1.6-7-7z"),
  forward: icon("M8.5 5L6.9 6.6l5.4 5.4-5.4 5.4L8.5 19l7-7z"),
  loop: icon("M12 5V1.5L7 6l5 4.500V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z"),
  undo: icon("M9 5v3.500h5.500a5 5 0 0 1 0 10H8v-2h6.500a3 3 0 0 0 0-6H9V14L4 9.500z"),
  redo: icon("M15 5v3.500H9.500a5 5 0 0 0 0 10H16v-2H9.500a3 3 0 0 1 0-6H15V14l5-4.500z"),
  zoomIn: icon("M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z"),
  zoomOut: icon("M5 11h14v2H5z"),
  fit: icon("M4 4h16v16H4zM6 6v12h12V6zM7.5 15.5l3-6 3 3 2.5-5 1.6.8-3.5 7-3-3-2 4z"),
  home: icon("M12 3.500l8.5 7.500h-2.500v9h-5v-6h-2v6H6v-9H3.500z"),
  eye: icon("M12 5c5 0 8.500 4 10 7-1.500 3-5 7-10 7S3.500 15 2 12c1.500-3 5-7 10-7zM12 7C8.500 7 5.700 9.500 4.300 12 5.700 14.500 8.500 17 12 17s6.300-2.500 7.700-5C18.300 9.500 15.500 7 12 7zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"),
  more: icon("M5 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM12 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM19 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4z"),
  close: icon("M6.4 5L12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.400z"),
  present: icon("M4 5h16v11H4zM6 7v7h12V7zM8 18h8v2H8z"),
  export: icon("M11 4h2v8.200l3.300-3.300 1.400 1.400L12 16l-5.700-5.700 1.400-1.400 3.300 3.300zM5 18h14v2H5z"),
  up: icon("M12 5l7 7-1.5 1.5L13 9v10h-2V9l-4.5 4.5L5 12z"),
  down: icon("M12 19l-7-7 1.5-1.5L11 15V5h2v10l4.5-4.5L19 12z"),
};
