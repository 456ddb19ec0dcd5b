// The views of settlement, sources, outlook and ledger in the order of the rail.
import type { View } from '../frame/types';
import { brief } from './brief';
import { contacts } from './contacts';
import { drafts } from './drafts';
import { hold } from './hold';
import { home } from './home';
import { ledger } from './ledger';
import { relays } from './relays';
import { settlement } from './settlement';
import { stability } from './stability';
import { watch } from './watch';

export const myViews: readonly View[] = [relays, contacts, settlement, drafts, stability, home, hold, watch, brief, ledger];
