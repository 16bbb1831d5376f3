using BenchmarkDotNet.Running;
using Monolith.Bench.Decision;

BenchmarkRunner.Run<DecisionBenchmark>(args: args);
