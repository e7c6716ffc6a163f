namespace Tetrascope.Beside
{
    /// <summary>What one network says of a class.</summary>
    public readonly struct Said
    {
        /// <summary>A probability and a place; see there.</summary>
        public Said(double probability, int? rank)
        {
            Probability = probability;
            Rank = rank;
        }

        /// <summary>0..1; at most that where there is no rank.</summary>
        public double Probability { get; }

        /// <summary>
        /// Its place among the network's classes, from 1; null where it is not among those told, and less probable than
        /// all.
        /// </summary>
        public int? Rank { get; }
    }
}
