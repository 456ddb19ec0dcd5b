// Words of the matrix and the ladder.
import { own } from '../../frame/words';
import words from './words.json';

export const t = own(words);
