// Words of the reader.
import { own } from '../../frame/words';
import words from './words.json';

export const t = own(words);
