#!/usr/bin/env node
import { doctor } from './index.js'
await doctor()
