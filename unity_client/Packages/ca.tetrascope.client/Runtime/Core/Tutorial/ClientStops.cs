namespace Tetrascope.Tutorial
{
    /// <summary>Stops that are this client's own: a page has other ways to bring a picture and to move about.</summary>
    internal static class ClientStops
    {
        /// <summary>How a picture is chosen.</summary>
        public static readonly TourStop Pictures = new TourStop(
            "pictures",
            "Begin with a picture",
            "Take a sample{, or name a file of your own||}. The picture that is chosen has a frame.");

        /// <summary>How one moves about in a scene.</summary>
        public static readonly TourStop Scene = new TourStop("scene", "Look around", ClientTopics.Moving);
    }
}
