#!/usr/bin/env node
import { main } from './doctor/index.js'
await main()
