// The views in the order of the rail: one file each. To add one: write views/<name>.tsx with `export const view: View` and list it here.
import type { View } from '../frame/types';
import { view as desk } from './desk';
import { view as ladder } from './ladder';
import { view as matrix } from './matrix';
import { myViews } from './mine';
import { view as reader } from './reader';

export const views: readonly View[] = [desk, reader, matrix, ladder, ...myViews];
