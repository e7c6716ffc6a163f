using System;
using System.Collections.Generic;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;
using Tetrascope.Replay;

namespace Tetrascope.Saved
{
    /// <summary>A session as a file holds it: what was made, and what the server answered to it.</summary>
    public sealed class SavedSession
    {
        /// <summary>The code of a question that was not answered before the session was saved.</summary>
        public const string NotSavedCode = "not_saved";

        internal SavedSession(SavedPage page, Recording recording)
        {
            Page = page;
            Recording = recording;
        }

        /// <summary>What was made.</summary>
        public SavedPage Page { get; }

        /// <summary>What was asked, and what the server answered.</summary>
        public Recording Recording { get; }

        /// <summary>Answers what was answered before it was saved, and says of anything else that it was not.</summary>
        /// <exception cref="Complaint"><c>no_session</c>: what was answered cannot be read.</exception>
        public ITransport Transport(IClock clock)
        {
            var unknown = new ErrorBody(
                NotSavedCode,
                "Expected a question that was answered before the session was saved, got another.",
                "Close the session: a server is asked then.",
                null);
            try
            {
                return new ReplayTransport(new[] { Recording }, clock, 0, unknown);
            }
            catch (MessagePackException error)
            {
                throw SessionFile.None("Expected a saved session, got a file that cannot be read as one.", error);
            }
        }

        /// <summary>The image that it is about; null where it says none that is here.</summary>
        /// <param name="uploads">Keeps its picture, where it is one of the person's own.</param>
        public ChosenImage? ImageIn(Uploads uploads)
        {
            string? id = SubjectAddress.ImageOf(Page);
            if (Page.Photo != null && Page.Photo.Info.ImageId == id)
            {
                return uploads.Keep(Page.Photo);
            }
            foreach (Sample sample in Samples())
            {
                if (sample.Image.ImageId == id)
                {
                    return ChosenImage.Of(sample);
                }
            }
            return id == null ? null : new ChosenImage(id);
        }

        /// <summary>The samples that it holds: the one that it is about, or none.</summary>
        private IReadOnlyList<Sample> Samples()
        {
            bool asked = false;
            foreach (RecordedEvent each in Recording.Events)
            {
                if (each.OverHttp && each.FromServer && asked)
                {
                    return SamplesOf(each.Body);
                }
                asked = each.OverHttp && each.Path == Routes.Samples;
            }
            return Array.Empty<Sample>();
        }

        private static IReadOnlyList<Sample> SamplesOf(ReadOnlyMemory<byte> body)
        {
            try
            {
                return SampleList.Decode(body).Samples;
            }
            catch (MessagePackException)
            {
                return Array.Empty<Sample>(); // its image is known by its id then
            }
        }
    }
}
