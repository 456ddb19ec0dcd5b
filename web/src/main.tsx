import './app.css';
import { render } from 'preact';
import { Workbench } from './frame/Workbench';

const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  render(<Workbench />, root);
}
