using UnityEngine.UIElements;
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

    [DefaultExecutionOrder(-105)]
    public class NearFarInteractor : XRBaseInputInteractor
    {
        public ICurveInteractionCaster farInteractionCaster { internal get; set; }

        public bool enableNearCasting { internal get; set; } = true;

        public XRInputButtonReader uiPressInput { get; internal set; } = new XRInputButtonReader();

        private VisualElement _under;
        private VisualElement _pressed;
        private Vector3? _met;
        private Vector3? _given;

        /// <summary>Where the ray meets a panel in the room; null where it meets none.</summary>
        internal Vector3? PanelPoint
        {
            get => _given ?? _met;
            set => _given = value;
        }

        public EndPointType TryGetCurveEndPoint(
            out Vector3 endPoint,
            bool snapToSelectedAttachIfAvailable = false,
            bool snapToSnapVolumeIfAvailable = false)
        {
            endPoint = PanelPoint ?? default;
            return PanelPoint is null ? default : EndPointType.UI;
        }

        private void Update()
        {
            Look();
            if (uiPressInput.Source.ReadWasPerformedThisFrame())
            {
                _pressed = _under;
            }

            if (uiPressInput.Source.ReadWasCompletedThisFrame())
            {
                if (_under == _pressed && _under is Button button && button.Usable)
                {
                    button.Click();
                }

                _pressed = null;
            }
        }

        /// <summary>Looks for the nearest panel along the ray.</summary>
        private void Look()
        {
            (_under, _met) = (null, null);
            float nearest = float.PositiveInfinity;
            foreach (UIDocument document in UIDocument.Enabled)
            {
                VisualElement hit = document.Hit(new Ray(transform.position, transform.forward), out Vector3 at);
                float distance = (at - transform.position).magnitude;
                if (!(hit is null) && distance < nearest)
                {
                    (_under, _met, nearest) = (hit, at, distance);
                }
            }
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
