// Stands in for Pulumi's language host for Node.js where that is not to be had: `pulumi new` asks it only what it is and whether it has
// questions about a new project. It runs no program.
const { createRequire } = require('node:module');
const pulumi = createRequire(createRequire(__filename).resolve('@pulumi/pulumi'));
const grpc = pulumi('@grpc/grpc-js');
const { LanguageRuntimeService } = pulumi('@pulumi/pulumi/proto/language_grpc_pb.js');

/** An empty answer of the kind that an operation has. */
const empty = (operation) => (_call, callback) => callback(null, new operation.responseType());

const answered = ['handshake', 'getPluginInfo', 'runtimeOptionsPrompts', 'template'];
const service = Object.fromEntries(answered.map((name) => [name, LanguageRuntimeService[name]]));
const server = new grpc.Server();
server.addService(service, Object.fromEntries(answered.map((name) => [name, empty(service[name])])));
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The CLI reads the port from here.
  process.stdout.write(`${port}\n`);
});
