#!/usr/bin/env node
if (process.argv[2] === 'setup') await (await import('./index.js')).cli()
else await (await import('./doctor/index.js')).main()
