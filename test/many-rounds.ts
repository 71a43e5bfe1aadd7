// Read by mocha before the tests of `npm run test:large`, which tries properties more often than `npm test`.
process.env['MANY_ROUNDS'] = '1';
