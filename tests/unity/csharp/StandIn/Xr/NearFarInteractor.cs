using UnityEngine.XR.Interaction.Toolkit.Inputs.Readers;
using UnityEngine.XR.Interaction.Toolkit.Interactors.Casters;
using UnityEngine.XR.Interaction.Toolkit.Interactors.Visuals;

namespace UnityEngine.XR.Interaction.Toolkit
{
    public class XRInteractionManager : MonoBehaviour
    {
    }
}

namespace UnityEngine.XR.Interaction.Toolkit.UI
{
    public class XRUIToolkitManager : MonoBehaviour
    {
    }
}

namespace UnityEngine.XR.Interaction.Toolkit.Interactors
{
    public abstract class XRBaseInteractor : MonoBehaviour
    {
    }

    public abstract class XRBaseInputInteractor : XRBaseInteractor
    {
    }

    public class NearFarInteractor : XRBaseInputInteractor
    {
        public ICurveInteractionCaster farInteractionCaster { internal get; set; }

        public bool enableNearCasting { internal get; set; } = true;

        public XRInputButtonReader uiPressInput { get; internal set; } = new XRInputButtonReader();

        /// <summary>Where the ray meets a panel in the room; null where it meets none.</summary>
        internal Vector3? PanelPoint { get; set; }

        public EndPointType TryGetCurveEndPoint(
            out Vector3 endPoint, bool snapToSelectedAttachIfAvailable = false, bool snapToSnapVolumeIfAvailable = false)
        {
            endPoint = PanelPoint ?? default;
            return PanelPoint is null ? default : EndPointType.UI;
        }
    }
}

namespace UnityEngine.XR.Interaction.Toolkit.Interactors.Casters
{
    public interface ICurveInteractionCaster
    {
    }

    public abstract class InteractionCasterBase : MonoBehaviour
    {
    }

    public class CurveInteractionCaster : InteractionCasterBase, ICurveInteractionCaster
    {
        public HitDetectionType hitDetectionType { internal get; set; }

        public enum HitDetectionType
        {
            Raycast = 0,
        }
    }
}

namespace UnityEngine.XR.Interaction.Toolkit.Interactors.Visuals
{
    public enum EndPointType
    {
        UI = 4,
    }
}
