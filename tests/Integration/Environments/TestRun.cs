using Xunit;

// The load tests measure times and rates on two cores: another collection beside them would be what they measure.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
