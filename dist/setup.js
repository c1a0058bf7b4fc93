#!/usr/bin/env node
import { setup } from './index.js'
await setup()
