using Monolith.Strangler.Gateway;

return await GatewayProcess.RunAsync(args);
